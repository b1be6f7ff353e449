import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../logger';
import { clusterFolder, ensureCluster, setAsideForeignCluster } from './cluster';
import { endOrphans } from './orphans';
import { isAlive } from './process-identity';
import { whileStarting } from './start-lock';
import { nativeFolder, serverUser, type ServerUser } from './native-folder';

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  /** Connection URL of the `postgres` database. */
  url: string;
  port: number;
  pid: number;
  /** Whether the server was already running (an orphan of a killed process, or another process of ours). */
  adopted: boolean;
  /** Fast shutdown: connections are closed, everything committed is on disk. Resolves when the server is gone. */
  stop(): Promise<void>;
  /** Resolves when the server ends without having been told to. */
  died: Promise<void>;
}

/** Where the cluster lives, the superuser's password, and where to say what goes wrong. */
export interface StartOptions {
  dataDir: string;
  password: string;
  log: Logger;
  /** The port to listen on, for a server that is started again under its old address; any free one otherwise. */
  port?: number;
}

interface PostmasterFile {
  pid: number;
  port: number;
}

function readPostmaster(folder: string): PostmasterFile | null {
  const file = path.join(folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port } : null;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port could be found.');
  return address.port;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function untilGone(pid: number): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (isAlive(pid)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT');
    await wait(25);
  }
}

/** A server left over from a killed process, if one runs on this folder and lets us in. */
async function adopt(folder: string, urlOf: (port: number) => string): Promise<EmbeddedPostgres | null> {
  const left = readPostmaster(folder);
  if (!left || !isAlive(left.pid)) return null;
  for (let tries = 0; tries < 20; tries += 1) {
    if (await answers(urlOf(left.port))) {
      const stop = async () => {
        if (isAlive(left.pid)) process.kill(left.pid, 'SIGINT');
        await untilGone(left.pid);
      };
      return {
        url: urlOf(left.port),
        port: left.port,
        pid: left.pid,
        adopted: true,
        stop,
        died: untilGoneQuietly(left.pid),
      };
    }
    if (!isAlive(left.pid)) return null;
    await wait(250);
  }
  return null;
}

async function untilGoneQuietly(pid: number): Promise<void> {
  while (isAlive(pid)) await wait(250, undefined, { ref: false });
}

/** An eighth of the machine's memory, between 128 and 512 MB: PostgreSQL shares the machine with everything else here. */
function sharedMegabytes(): number {
  return Math.round(Math.min(512, Math.max(128, totalmem() / 8 / 2 ** 20)));
}

async function launch(
  native: string,
  folder: string,
  user: ServerUser,
  port: number,
  log: Logger,
): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    max_connections: '120',
    shared_buffers: `${sharedMegabytes()}MB`,
    max_wal_size: '2GB',
    checkpoint_timeout: '15min', // after each checkpoint a page is logged whole when it changes first
    autovacuum_freeze_max_age: '1000000000', // a day of the log is dropped before its rows need freezing
    wal_compression: 'on',
    autovacuum_naptime: '15s',
  };
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const child = spawn(path.join(native, 'bin', 'postgres'), ['-D', folder, ...flags], {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // Ctrl-C reaches the process group; the database must outlive the work in flight
  });
  let tail = '';
  const ready = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`PostgreSQL ended with code ${code} while starting:\n${tail}`)));
    child.stderr?.on('data', (chunk: Buffer) => {
      tail = (tail + chunk.toString('utf8')).slice(-4000);
      if (tail.includes('ready to accept connections')) resolve();
      for (const line of chunk.toString('utf8').split('\n')) if (/ (FATAL|PANIC): /.test(line)) log.warn(line.trim());
    });
  });
  await ready;
  return child;
}

/**
 * Starts PostgreSQL on `<dataDir>/postgres`, creating the cluster on first use, or adopts one that still runs there.
 * Works as root (the server then runs as nobody), as any user, and under a folder that nobody else may enter.
 */
export function startEmbeddedPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  return whileStarting(options.dataDir, () => startOrAdopt(options));
}

async function startOrAdopt(options: StartOptions): Promise<EmbeddedPostgres> {
  const user = serverUser();
  const folder = clusterFolder(options.dataDir, user);
  const urlOf = (port: number) =>
    `postgresql://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`;
  setAsideForeignCluster(folder, options);
  const orphan = await adopt(folder, urlOf);
  if (orphan) return orphan;
  const { native } = nativeFolder(options.dataDir, user);
  await ensureCluster(native, folder, user, options.password);
  // postmaster.pid stays: by it PostgreSQL itself sees whether something still uses the memory of the server before.
  await endOrphans(folder);
  const port = options.port ?? (await freePort());
  const child = await launch(native, folder, user, port, options.log);
  const exited = once(child, 'exit').then(() => undefined);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    await exited;
  };
  return { url: urlOf(port), port, pid: child.pid ?? 0, adopted: false, stop, died: exited };
}

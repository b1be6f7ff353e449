import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { totalmem } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../logger';
import { agreedPort } from './agreed-port';
import { clusterFolder, ensureCluster, isOurCluster, setAsideForeignCluster } from './cluster';
import { endOrphans } from './orphans';
import { runningPostmaster } from './postmaster-file';
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
  /** The port to listen on, for a server whose address is known to somebody already; the agreed one otherwise. */
  port?: number;
  /** Gives up waiting for another process or for a server that does not answer. */
  signal?: AbortSignal;
}

/** PostgreSQL ended while it started, and may do better the next time. */
export class PostgresEnded extends Error {
  override name = 'PostgresEnded';
}

/** What no second try mends: the cluster is of another major version or was made for another build. */
const FOR_GOOD = /incompatible with server/;

/** Whether a server answers. `busy`: it starts, recovers or ends, or has no connection to spare; somebody is at work there. */
async function ask(url: string): Promise<'answers' | 'busy' | 'silent'> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000, query_timeout: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return 'answers';
  } catch (error) {
    return /^(57P03|53300)$/.test((error as { code?: string }).code ?? '') ? 'busy' : 'silent';
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

/** A server left over from a killed process, if one runs on this folder and lets us in. One that recovers is given its time. */
async function adopt(
  folder: string,
  urlOf: (port: number) => string,
  signal?: AbortSignal,
): Promise<EmbeddedPostgres | null> {
  const left = runningPostmaster(folder);
  if (!left) return null;
  const { pid, port } = left;
  for (let silent = 0; silent < 20 && isAlive(pid);) {
    const found = await ask(urlOf(port));
    if (found === 'answers') {
      const stop = async () => {
        if (isAlive(pid)) process.kill(pid, 'SIGINT');
        await untilGone(pid);
      };
      return { url: urlOf(port), port, pid, adopted: true, stop, died: untilGoneQuietly(pid) };
    }
    if (found === 'silent') silent += 1;
    await wait(250, undefined, { signal });
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
    child.on('exit', (code) => {
      const text = `PostgreSQL ended with code ${code} while starting:\n${tail}`;
      reject(FOR_GOOD.test(tail) ? new Error(text) : new PostgresEnded(text));
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      tail = (tail + chunk.toString('utf8')).slice(-4000);
      if (tail.includes('ready to accept connections')) resolve();
      for (const line of chunk.toString('utf8').split('\n')) if (/ (FATAL|PANIC): /.test(line)) log.warn(line.trim());
    });
  });
  await ready;
  return child;
}

/** Where the server on a data folder is, once it runs. */
function urlOn(port: number, password: string): string {
  return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

/**
 * The address of the server on a data folder before it is started; null where there is no complete cluster yet, so that
 * nobody can have used it.
 */
export async function addressAhead({ dataDir, password }: StartOptions): Promise<{ url: string; port: number } | null> {
  const folder = clusterFolder(dataDir, serverUser());
  if (!isOurCluster(folder, password)) return null;
  const port = await agreedPort(dataDir, folder);
  return { url: urlOn(port, password), port };
}

/**
 * Starts PostgreSQL on `<dataDir>/postgres`, creating the cluster on first use, or adopts one that still runs there.
 * Works as root (the server then runs as nobody), as any user, and under a folder that nobody else may enter.
 */
export function startEmbeddedPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  return whileStarting(options.dataDir, () => startOrAdopt(options), { signal: options.signal });
}

async function startOrAdopt(options: StartOptions): Promise<EmbeddedPostgres> {
  const { dataDir, password, log, signal } = options;
  const user = serverUser();
  const folder = clusterFolder(dataDir, user);
  const urlOf = (port: number) => urlOn(port, password);
  setAsideForeignCluster(folder, options);
  const orphan = await adopt(folder, urlOf, signal);
  if (orphan) {
    if (options.port === undefined || options.port === orphan.port) return orphan;
    throw new Error(`PostgreSQL runs on port ${orphan.port}, not on ${options.port}: start this process again.`);
  }
  const { native } = nativeFolder(dataDir, user);
  await ensureCluster(native, folder, user, password);
  // postmaster.pid stays: by it PostgreSQL itself sees whether something still uses the memory of the server before.
  await endOrphans(folder);
  const port = options.port ?? (await agreedPort(dataDir, folder));
  const child = await launch(native, folder, user, port, log);
  const exited = once(child, 'exit').then(() => undefined);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    await exited;
  };
  return { url: urlOf(port), port, pid: child.pid ?? 0, adopted: false, stop, died: exited };
}

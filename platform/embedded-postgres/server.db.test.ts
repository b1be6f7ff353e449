import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../logger';
import { traversablePlace } from './native-folder';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './server';

const log = createLogger('postgres', 'error');
const password = 'a-password-for-one-test-only';
const isRoot = process.getuid?.() === 0;

function folder(mode: number): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'switchyard-pg-'));
  chmodSync(made, mode);
  return made;
}

async function query<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A process that starts the server and does nothing else. @returns it, and the server's process id. */
async function startedElsewhere(dataDir: string): Promise<{ child: ChildProcess; pid: number }> {
  const script = `
    import { startEmbeddedPostgres } from './platform/embedded-postgres/server.ts';
    import { createLogger } from './platform/logger.ts';
    startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, password: '${password}', log: createLogger('t', 'error') })
      .then((server) => { console.log(server.pid); setInterval(() => {}, 1000); });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [pid] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, pid: Number(pid.toString()) };
}

describe('startEmbeddedPostgres', () => {
  it('keeps what was committed over a stop and a second start', async () => {
    const dataDir = folder(0o755);
    const first = await startEmbeddedPostgres({ dataDir, password, log });
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir, password, log });
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
    await second.stop();
  });

  it('adopts the server that a killed process left behind, instead of starting a second one', async () => {
    const dataDir = folder(0o755);
    const { child, pid } = await startedElsewhere(dataDir);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const adopted: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir, password, log });
    expect(adopted).toMatchObject({ adopted: true, pid });
    await adopted.stop();
    await expect(query(adopted.url, 'SELECT 1')).rejects.toThrow();
  });

  it('starts when the server before ended and its parent has not collected it, so that its id still exists', async () => {
    const dataDir = folder(0o755);
    const { child, pid } = await startedElsewhere(dataDir);
    onTestFinished(() => void child.kill('SIGKILL'));
    child.kill('SIGSTOP');
    process.kill(pid, 'SIGKILL');
    const server = await startEmbeddedPostgres({ dataDir, password, log });
    expect(server.adopted).toBe(false);
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('starts when a stranger has the id of the server before', async () => {
    const dataDir = folder(0o755);
    const first = await startEmbeddedPostgres({ dataDir, password, log });
    const file = path.join(dataDir, 'postgres', 'postmaster.pid');
    const [, ...rest] = readFileSync(file, 'utf8').split('\n');
    await first.stop();
    const stranger = spawn('sleep', ['600'], isRoot ? { uid: 65534 } : {});
    onTestFinished(() => void stranger.kill('SIGKILL'));
    writeFileSync(file, [stranger.pid, ...rest].join('\n'));
    const server = await startEmbeddedPostgres({ dataDir, password, log });
    expect(stranger.exitCode).toBeNull();
    await server.stop();
  });

  it('keeps its port from start to start, unless somebody else has taken it', async () => {
    const dataDir = folder(0o755);
    const first = await startEmbeddedPostgres({ dataDir, password, log });
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir, password, log });
    expect(second.port).toBe(first.port);
    await second.stop();
    const stranger = createServer().listen(first.port, '127.0.0.1');
    onTestFinished(() => void stranger.close());
    await once(stranger, 'listening');
    const third = await startEmbeddedPostgres({ dataDir, password, log });
    expect(third.port).not.toBe(first.port);
    await third.stop();
  });

  it('makes one cluster when several processes start at once on an empty folder', async () => {
    const dataDir = folder(0o755);
    const servers = await Promise.all([1, 2, 3].map(() => startEmbeddedPostgres({ dataDir, password, log })));
    expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
    expect(servers.filter(({ adopted }) => !adopted)).toHaveLength(1);
    await servers.find(({ adopted }) => !adopted)?.stop();
  });

  it('moves the cluster of an earlier installation aside when its secrets are gone, and begins anew', async () => {
    const dataDir = folder(0o755);
    const first = await startEmbeddedPostgres({ dataDir, password, log });
    const other = { dataDir, password: 'the-password-of-a-new-installation', log };
    await expect(startEmbeddedPostgres(other)).rejects.toThrow('still runs');
    await first.stop();
    const second = await startEmbeddedPostgres(other);
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres-left-'))).toHaveLength(1);
    await second.stop();
  });

  it('is not held up by the lock of a killed process whose id now belongs to another', async () => {
    const dataDir = folder(0o755);
    writeFileSync(path.join(dataDir, 'postgres-start.lock'), `${process.ppid} 1`);
    const server = await startEmbeddedPostgres({ dataDir, password, log });
    await server.stop();
  });

  it('refuses everybody who does not know the password', async () => {
    const server = await startEmbeddedPostgres({ dataDir: folder(0o755), password, log });
    await expect(query(server.url.replace(password, 'guess'), 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
    await server.stop();
  });

  it.runIf(isRoot)('runs for root under a folder that nobody else may enter', async () => {
    const dataDir = path.join(folder(0o700), 'data');
    onTestFinished(() => rmSync(traversablePlace(dataDir), { recursive: true, force: true }));
    const server = await startEmbeddedPostgres({ dataDir, password, log });
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(execFileSync('ps', ['-o', 'uid=', '-p', String(server.pid)], { encoding: 'utf8' }).trim()).toBe('65534');
    await server.stop();
  });
});

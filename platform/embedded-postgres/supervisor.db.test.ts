import { mkdtempSync, chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLogger } from '../logger';
import { startEmbeddedPostgres } from './server';
import { superviseEmbeddedPostgres, type SupervisedPostgres } from './supervisor';

const log = createLogger('postgres', 'error', () => undefined);
const password = 'a-password-for-one-test-only';

async function started(): Promise<{ server: SupervisedPostgres; pid: () => number }> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-pg-'));
  chmodSync(dataDir, 0o755);
  const server = await superviseEmbeddedPostgres({ dataDir, password, log });
  onTestFinished(() => server.stop());
  const pid = () => Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  return { server, pid };
}

async function query<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('superviseEmbeddedPostgres', () => {
  it('starts a killed server again under its old address, with everything that was committed', async () => {
    const { server, pid } = await started();
    await query(server.url, 'CREATE TABLE kept (n int)');
    for (const n of [1, 2]) {
      await query(server.url, `INSERT INTO kept VALUES (${n})`);
      const busy = query(server.url, 'SELECT pg_sleep(600)').catch(() => 'ended');
      process.kill(pid(), 'SIGKILL');
      await vi.waitFor(async () => expect(await query(server.url, 'SELECT n FROM kept ORDER BY n')).toHaveLength(n));
      expect(await busy).toBe('ended');
    }
    await vi.waitFor(() => expect(server.trouble()).toBeNull());
  });

  it('says why there is no server when it cannot be started, keeps trying, and comes back', async () => {
    const { server, pid } = await started();
    const port = Number(new URL(server.url).port);
    const squatter = createServer();
    const killed = new Set<number>();
    const kill = (server: number) => {
      if (killed.has(server)) return;
      killed.add(server);
      process.kill(server, 'SIGKILL');
    };
    await vi.waitFor(
      async () => {
        kill(pid()); // each one that was quicker than the squatter
        squatter.listen(port, '127.0.0.1');
        await once(squatter, 'listening');
      },
      { interval: 1 },
    );
    await vi.waitFor(() => expect(server.trouble()).toMatch(/could not be started again \(attempt \d+\)/));
    squatter.close();
    await vi.waitFor(async () => expect(await query(server.url, 'SELECT 1')).toHaveLength(1));
    await vi.waitFor(() => expect(server.trouble()).toBeNull());
  });

  it('gives a patient process its address when the server hangs, and adopts it once it answers', async () => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-pg-'));
    chmodSync(dataDir, 0o755);
    const frozen = await startEmbeddedPostgres({ dataDir, password, log });
    process.kill(frozen.pid, 'SIGSTOP');
    const server = await superviseEmbeddedPostgres({ dataDir, password, log, patienceMs: 50 });
    onTestFinished(() => server.stop());
    expect(server.url).toBe(frozen.url);
    expect(server.trouble()).toBe('the embedded PostgreSQL does not answer yet');
    process.kill(frozen.pid, 'SIGCONT');
    await vi.waitFor(() => expect(server.trouble()).toBeNull());
    expect(await query(server.url, 'SELECT 1')).toHaveLength(1);
    expect(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).toMatch(`${frozen.pid}\n`);
  });

  it('leaves at once while it waits for a server that hangs', async () => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-pg-'));
    chmodSync(dataDir, 0o755);
    const frozen = await startEmbeddedPostgres({ dataDir, password, log });
    process.kill(frozen.pid, 'SIGSTOP');
    const server = await superviseEmbeddedPostgres({ dataDir, password, log, patienceMs: 50 });
    await server.stop();
    process.kill(frozen.pid, 'SIGCONT');
    expect(await query(frozen.url, 'SELECT 1')).toHaveLength(1);
    await frozen.stop();
  });
});

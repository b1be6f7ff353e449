import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { installation } from '@/platform/installation';
import { pool } from '@/storage/client';
import { startDatabaseProxy } from '@/testing/database-proxy';
import { aSource, aWorkspace } from '@/testing/factories';
import { basicAuth } from '@/testing/ingest-server';

describe('the Tracking API, killed while it spools', () => {
  const children: ChildProcess[] = [];
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-data-'));
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  async function startChild(databaseUrl: string): Promise<{ process: ChildProcess; url: string }> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'testing/serve-ingest.ts'], {
      env: { ...process.env, DATABASE_URL: databaseUrl, SWITCHYARD_DATA_DIR: dataDir, SWITCHYARD_LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(child);
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    return { process: child, url: `http://127.0.0.1:${port.toString().trim()}` };
  }

  it('has every acknowledged event in the log once, after kill -9 of two processes with the database away', async () => {
    const { id, writeKey } = await aSource((await aWorkspace()).workspace.id);
    const proxy = await startDatabaseProxy(installation().databaseUrl);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
    const acknowledged = new Set<string>();
    const sent = new Set<string>();
    let stop = false;
    const post = (url: string, body: unknown) =>
      new Promise<boolean>((resolve) => {
        const headers = { authorization: basicAuth(writeKey), 'content-type': 'application/json' };
        const request = http.request(`${url}/v1/batch`, { method: 'POST', agent, headers }, (response) => {
          response.resume();
          response.once('end', () => resolve(response.statusCode === 200));
          response.once('error', () => resolve(false));
        });
        request.once('error', () => resolve(false));
        request.end(JSON.stringify(body));
      });
    const load = (url: string, name: string) =>
      Array.from({ length: 8 }, async (_, sender) => {
        for (let n = 0; !stop; n += 1) {
          // Each third event breaks a rule and is logged as failed: it must not be doubled either.
          const ids = [0, 1, 2].map((part) => `${name}-${sender}-${n}-${part}`);
          const batch = ids.map((messageId, part) => ({
            type: 'track',
            userId: 'u',
            messageId,
            ...(part === 2 ? {} : { event: 'A' }),
          }));
          for (const messageId of ids) sent.add(messageId);
          if (!(await post(url, { batch }))) return;
          for (const messageId of ids) acknowledged.add(messageId);
        }
      });
    const more = async (count: number) => {
      const before = acknowledged.size;
      await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(before + count), {
        interval: 5,
      });
    };

    const [first, second] = await Promise.all([startChild(proxy.url), startChild(proxy.url)]);
    const senders = [...load(first.url, 'first'), ...load(second.url, 'second')];
    await more(600);
    await proxy.cut();
    await more(1500);
    for (const { process: victim } of [first, second]) {
      const gone = once(victim, 'exit');
      victim.kill('SIGKILL');
      await gone;
    }
    stop = true;
    await Promise.all(senders);
    agent.destroy();
    expect(readdirSync(path.join(dataDir, 'spool'))).toHaveLength(2);
    await proxy.restore();
    await startChild(proxy.url);
    await vi.waitFor(() => expect(readdirSync(path.join(dataDir, 'spool'))).toEqual([]));
    await proxy.close();

    const { rows } = await pool().query<{ message_id: string; n: number }>(
      'SELECT message_id, count(*)::int AS n FROM pipeline.event WHERE source_id = $1 GROUP BY 1',
      [id],
    );
    const times = new Map(rows.map((row) => [row.message_id, row.n]));
    expect([...acknowledged].filter((messageId) => times.get(messageId) !== 1)).toEqual([]);
    expect(rows.filter((row) => row.n !== 1 || !sent.has(row.message_id))).toEqual([]);
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { installation } from '@/platform/installation';
import { pool } from '@/storage/client';
import { aSource, aWorkspace } from '@/testing/factories';
import { basicAuth } from '@/testing/ingest-server';

interface Child {
  process: ChildProcess;
  url: string;
}

/** A process of its own that serves nothing but the Tracking API. */
async function startChild(): Promise<Child> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'testing/serve-ingest.ts'], {
    env: { ...process.env, DATABASE_URL: installation().databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, url: `http://127.0.0.1:${port.toString().trim()}` };
}

describe('the Tracking API, killed', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  it('has every acknowledged event in the log exactly once after kill -9 under load and retries elsewhere', async () => {
    const { id, writeKey } = await aSource((await aWorkspace()).workspace.id);
    const [victim, survivor] = await Promise.all([startChild(), startChild()]);
    children.push(victim.process, survivor.process);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
    const acknowledged = new Set<string>();
    const retried = new Set<string>();
    let next = 0;
    let stop = false;

    const post = (url: string, path: string, body: unknown) =>
      new Promise<boolean>((resolve) => {
        const headers = { authorization: basicAuth(writeKey), 'content-type': 'application/json' };
        const request = http.request(url + path, { method: 'POST', agent, headers }, (response) => {
          response.resume();
          response.once('end', () => resolve(response.statusCode === 200));
          response.once('error', () => resolve(false));
        });
        request.once('error', () => resolve(false));
        request.end(JSON.stringify(body));
      });
    const sendOne = async (size: number): Promise<void> => {
      const ids = Array.from({ length: size }, () => `m-${(next += 1)}`);
      const events = ids.map((messageId) => ({ type: 'track', event: 'A', userId: 'u', messageId }));
      const [path, body] = size === 1 ? ['/v1/track', events[0]] : ['/v1/batch', { batch: events }];
      const first = await post(victim.url, path, body);
      if (!first) {
        for (const messageId of ids) retried.add(messageId);
        if (!(await post(survivor.url, path, body))) return; // as an SDK would: the same events again
      }
      for (const messageId of ids) acknowledged.add(messageId);
    };
    const senders = Array.from({ length: 32 }, async (_, n) => {
      while (!stop) await sendOne(n % 4 === 0 ? 20 : 1);
    });
    await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(2000), { interval: 5 });
    const gone = once(victim.process, 'exit');
    victim.process.kill('SIGKILL');
    await gone;
    const before = acknowledged.size;
    await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(before + 500), { interval: 5 });
    stop = true;
    await Promise.all(senders);
    agent.destroy();

    expect(retried.size).toBeGreaterThan(0);
    const { rows } = await pool().query<{ message_id: string; n: number }>(
      'SELECT message_id, count(*)::int AS n FROM pipeline.event WHERE source_id = $1 GROUP BY 1',
      [id],
    );
    const times = new Map(rows.map((row) => [row.message_id, row.n]));
    expect([...acknowledged].filter((messageId) => times.get(messageId) !== 1)).toEqual([]);
    expect(rows.filter((row) => row.n !== 1)).toEqual([]);
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { installation } from '@/platform/installation';
import { startDatabaseProxy, type DatabaseProxy } from '@/testing/database-proxy';
import { aSource, aWorkspace } from '@/testing/factories';
import { basicAuth } from '@/testing/ingest-server';

const MB = 1024 * 1024;
const FLOOD_MS = 6000;
/** Bodies (64 MB) and what is made of them, rows that wait (64 MB of text), sockets, and an idle process of some 150 MB. */
const BOUND = 768 * MB;

function memoryOf(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1] ?? 0) * 1024;
}

describe.runIf(process.platform === 'linux')('the door, flooded while the log stands still', () => {
  let child: ChildProcess | null = null;
  let proxy: DatabaseProxy | null = null;
  afterEach(async () => {
    child?.kill('SIGKILL');
    await proxy?.close();
  });

  it('holds a bounded amount of memory, answers 429 or 503 to what it cannot keep, and works again afterwards', async () => {
    const { writeKey } = await aSource((await aWorkspace()).workspace.id);
    proxy = await startDatabaseProxy(installation().databaseUrl);
    child = spawn(process.execPath, ['--import', 'tsx', 'testing/serve-ingest.ts'], {
      env: { ...process.env, DATABASE_URL: proxy.url, TEST_SPOOL_MAX_BYTES: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { pid = 0, stdout } = child;
    if (!stdout) throw new Error('no output');
    const [port] = (await once(stdout, 'data')) as [Buffer];
    const url = `http://127.0.0.1:${port.toString().trim()}/v1/batch`;
    const agent = new http.Agent({ keepAlive: true, maxSockets: 200 });
    const headers = { authorization: basicAuth(writeKey), 'content-type': 'application/json' };
    const post = (body: string) =>
      new Promise<number>((resolve) => {
        const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
          response.resume();
          response.once('close', () => resolve(response.statusCode ?? 0));
        });
        request.once('error', () => resolve(0)).end(body);
      });
    const batch = Array.from({ length: 15 }, (_, n) => ({
      type: 'track',
      event: 'Flood',
      userId: `u${n}`,
      properties: { pad: 'x'.repeat(30_000), numbers: [1, 2, 3] },
    }));
    const body = JSON.stringify({ batch });
    await expect.poll(() => post(body)).toBe(200);

    proxy.freeze();
    const statuses = new Map<number, number>();
    let highest = 0;
    const until = performance.now() + FLOOD_MS;
    const refused = () => (statuses.get(429) ?? 0) + (statuses.get(503) ?? 0);
    const sender = async () => {
      while (performance.now() < until || refused() <= 100) {
        const status = await post(body);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        highest = Math.max(highest, memoryOf(pid));
      }
    };
    await Promise.all(Array.from({ length: 200 }, sender));
    expect(highest / MB).toBeLessThan(BOUND / MB);
    expect([...statuses.keys()].filter((status) => ![0, 200, 429, 503].includes(status))).toEqual([]);
    expect(refused()).toBeGreaterThan(100);

    await proxy.restore();
    await expect.poll(() => post(body), { interval: 200 }).toBe(200);
    agent.destroy();
  });
});

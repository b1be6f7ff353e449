import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { installation } from '@/platform/installation';
import { freePort } from '@/platform/embedded-postgres/free-port';
import { ensureServersBuilt } from '@/scripts/ensure-built.mjs';
import { pool } from '@/storage/client';
import { aSource, aWorkspace } from '@/testing/factories';
import { basicAuth } from '@/testing/ingest-server';
import { isNginxInstalled, startNginx } from '@/testing/nginx';
import { startReverseProxy, type ReverseProxy } from '@/testing/reverse-proxy';

const SENDERS = 12;
/** The nginx example of the documentation. */
const DOCUMENTED = /```\n(upstream switchyard \{.*?)```/s.exec(readFileSync('docs/self-hosting.md', 'utf8'))?.[1] ?? '';

/** nginx itself, as documented. */
async function documentedNginx(ports: number[]): Promise<ReverseProxy> {
  const port = await freePort();
  const site = ports.reduce(
    (text, own, n) => text.replace(`server 127.0.0.1:${3001 + n}`, `server 127.0.0.1:${own}`),
    DOCUMENTED,
  );
  const nginx = startNginx(site, port);
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(() => fetch(url));
  return {
    url,
    async close() {
      nginx.kill('SIGTERM');
      if (nginx.exitCode === null && nginx.signalCode === null) await once(nginx, 'exit');
    },
  };
}

/** What stands in for it where it is not installed, with what the example sets. */
function documentedStandIn(ports: number[]): Promise<ReverseProxy> {
  const [maxFails] = [...DOCUMENTED.matchAll(/max_fails=(\d+)/g)].map(([, n]) => Number(n));
  return startReverseProxy(
    ports.map((port) => `http://127.0.0.1:${port}`),
    { maxFails },
  );
}

const proxies: [string, (ports: number[]) => Promise<ReverseProxy>][] = [
  ['what stands in for nginx', documentedStandIn],
];
if (isNginxInstalled()) proxies.push(['nginx', documentedNginx]);

async function health(port: number): Promise<{ status: number; text: string } | null> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
  return answer && { status: answer.status, text: await answer.text() };
}

describe.each(proxies)('two servers behind %s, set as documented', (_, startProxy) => {
  const children = new Set<ChildProcess>();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-rolling-'));
  let ports: number[] = [];
  let proxy: ReverseProxy;
  let source: Awaited<ReturnType<typeof aSource>>;

  /** The program that `npm start` runs, as the Tracking API. */
  async function start(port: number): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['--enable-source-maps', 'build/server.js'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(port),
        HOST: '127.0.0.1',
        DATABASE_URL: installation().databaseUrl,
        SWITCHYARD_DATA_DIR: dataDir,
        SWITCHYARD_ROLE: 'ingest',
        SWITCHYARD_DRAIN_SECONDS: '4',
        SWITCHYARD_LOG_LEVEL: 'error',
      },
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    await vi.waitFor(
      async () => {
        expect(child.exitCode).toBeNull();
        expect((await health(port))?.status).toBe(200);
      },
      { interval: 50 },
    );
    return child;
  }

  beforeAll(async () => {
    chmodSync(dataDir, 0o755);
    await ensureServersBuilt();
    source = await aSource((await aWorkspace()).workspace.id);
    ports = [await freePort(), await freePort()];
    proxy = await startProxy(ports);
  });
  afterAll(async () => {
    await proxy.close();
    for (const child of children) child.kill('SIGKILL');
  });

  it('take a pixel with as long a query as they take without a proxy', async () => {
    const child = await start(ports[0] ?? 0);
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
    const { writeKey } = await aSource((await aWorkspace()).workspace.id);
    const event = { userId: 'u', event: 'A', writeKey, properties: { text: 'x'.repeat(30_000) } };
    const data = Buffer.from(JSON.stringify(event)).toString('base64url');
    expect((await fetch(`${proxy.url}/v1/pixel/track?data=${data}`)).status).toBe(200);
  });

  it('are restarted one after the other under load, and no request fails', async () => {
    const [portA = 0, portB = 0] = ports;
    const running = new Map([
      [portA, await start(portA)],
      [portB, await start(portB)],
    ]);
    const agent = new http.Agent({ keepAlive: true, maxSockets: SENDERS });
    const acknowledged: string[] = [];
    const failed: string[] = [];
    const answered: Record<string, number> = {};
    let stopped = false;
    let next = 0;
    const send = (messageId: string) =>
      new Promise<void>((resolve) => {
        const headers = { authorization: basicAuth(source.writeKey), 'content-type': 'application/json' };
        const request = http.request(`${proxy.url}/v1/track`, { method: 'POST', agent, headers }, (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.once('end', () => {
            if (response.statusCode === 200) acknowledged.push(messageId);
            else failed.push(`${response.statusCode} ${text}`);
            const by = String(response.headers['x-answered-by']).split(', ').at(-1) ?? '';
            answered[by] = (answered[by] ?? 0) + 1;
            resolve();
          });
        });
        request.once('error', (error) => resolve(void failed.push(error.message)));
        request.end(JSON.stringify({ userId: 'u', event: 'A', messageId }));
      });
    const senders = Array.from({ length: SENDERS }, async () => {
      while (!stopped) await send(`m-${(next += 1)}`);
    });
    const both = async () => {
      const before = { ...answered };
      const more = (port: number) => (answered[`127.0.0.1:${port}`] ?? 0) - (before[`127.0.0.1:${port}`] ?? 0);
      await vi.waitFor(() => expect(ports.every((port) => more(port) > 50)).toBe(true));
    };

    await both();
    for (const port of [portA, portB]) {
      const leaving = running.get(port);
      if (!leaving) throw new Error('it does not run');
      const gone = once(leaving, 'exit');
      leaving.kill('SIGTERM');
      await vi.waitFor(async () => expect(await health(port)).toEqual({ status: 503, text: '{"status":"draining"}' }));
      expect(await gone).toEqual([0, null]);
      running.set(port, await start(port)); // and the next leaves at once, as the documented loop does it
    }
    await both();
    stopped = true;
    await Promise.all(senders);
    agent.destroy();

    expect(failed).toEqual([]);
    const { rows } = await pool().query<{ message_id: string }>(
      'SELECT message_id FROM pipeline.event WHERE source_id = $1',
      [source.id],
    );
    expect(rows.map((row) => row.message_id).sort()).toEqual(acknowledged.sort());
  });
});

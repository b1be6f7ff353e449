import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http, { type IncomingHttpHeaders } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCdn } from '@/cdn/cdn';
import { createIngest, type Ingest } from '@/pipeline/flow/ingest';
import { installation, setInstallation } from '@/platform/installation';
import { createLogger } from '@/platform/logger';
import { db } from '@/storage/client';
import { aSource, aWorkspace } from '@/testing/factories';
import { basicAuth, loggedEvents } from '@/testing/ingest-server';
import { isNginxInstalled, startNginx } from '@/testing/nginx';

const HERE = import.meta.dirname;
const SHOP = 't.shop.example';

let server: http.Server;
let ingest: Ingest;
/** Headers of the last request as it came out of the proxy. */
let arrived: IncomingHttpHeaders = {};
const proxies: ChildProcess[] = [];

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

function nginx(port: number, upstream: number): ChildProcess {
  const site = readFileSync(path.join(HERE, 'first-party-nginx.conf'), 'utf8');
  return startNginx(site.replace('server 127.0.0.1:3000;', `server 127.0.0.1:${upstream};`), port);
}

function node(port: number, upstream: number): ChildProcess {
  const env = { ...process.env, UPSTREAM: `http://127.0.0.1:${upstream}`, PORT: String(port), HOST: '127.0.0.1' };
  return spawn(process.execPath, [path.join(HERE, 'first-party-proxy.mjs')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

interface Asked {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Asks the proxy as a visitor at 127.0.0.2 does. */
function visit(port: number, { path: at, method = 'GET', headers = {}, body }: Asked) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: at, method, localAddress: '127.0.0.2' };
    const asked = http.request({ ...options, headers: { host: SHOP, ...headers } }, (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(parts) }));
    });
    asked.on('error', reject).end(body);
  });
}

beforeAll(async () => {
  const regions = [{ name: 'shop', origin: `https://${SHOP}` }];
  setInstallation({ ...installation(), regions, trustedProxies: ['127.0.0.1/32'] });
  const log = createLogger('first-party', 'error');
  const cdn = createCdn({ log });
  ingest = createIngest({ log, patienceMs: 60_000 });
  server = http.createServer({ maxHeaderSize: 64 * 1024 }, (req, res) => {
    arrived = req.headers;
    if (!cdn.handle(req, res) && !ingest.handle(req, res)) res.writeHead(418).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  for (const proxy of proxies) {
    proxy.kill('SIGTERM');
    if (proxy.exitCode === null && proxy.signalCode === null) await once(proxy, 'exit');
  }
  server.closeAllConnections();
  server.close();
  await ingest.close();
});

const examples: [string, typeof node][] = [['Node', node]];
if (isNginxInstalled()) examples.push(['nginx', nginx]);

describe.each(examples)('the %s example of a first-party proxy', (_, start) => {
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    proxies.push(start(port, (server.address() as AddressInfo).port));
    await vi.waitFor(async () => expect((await visit(port, { path: '/' })).status).toBe(404));
  });

  it('serves script, bundles and settings, which lead to the custom domain and nowhere else', async () => {
    const { workspace } = await aWorkspace();
    const source = await aSource(workspace.id, { type: 'javascript' });
    await db().source.update({ where: { id: source.id }, data: { region: 'shop' } });
    const gzip = { 'accept-encoding': 'gzip' };
    const script = await visit(port, { path: `/analytics.js/v1/${source.writeKey}/analytics.min.js`, headers: gzip });
    const code = gunzipSync(script.body).toString();
    expect(code).toContain(`"https://${SHOP}"`);
    expect(code).not.toContain(installation().publicUrl);
    const settings = await vi.waitFor(async () => {
      const answer = await visit(port, { path: `/v1/projects/${source.writeKey}/settings` });
      expect(answer.status).toBe(200); // 503 when the database is slower than somebody at a page would wait
      return answer;
    });
    expect(JSON.parse(settings.body.toString())).toMatchObject({
      integrations: { 'Segment.io': { apiHost: `${SHOP}/v1`, protocol: 'https' } },
    });
    const etag = script.headers.etag ?? '';
    const again = {
      path: `/analytics.js/v1/${source.writeKey}/analytics.min.js`,
      headers: { ...gzip, 'if-none-match': etag },
    };
    expect((await visit(port, again)).status).toBe(304);
    expect((await visit(port, { path: '/analytics-next/bundles/standalone.js.map' })).status).toBe(200);
  });

  it('gives events the address of the visitor, whatever the visitor claims, and no cookie of the site', async () => {
    const { workspace } = await aWorkspace();
    const source = await aSource(workspace.id, { type: 'javascript' });
    const headers = {
      authorization: basicAuth(source.writeKey),
      'content-type': 'text/plain',
      cookie: 'session=secret',
      'user-agent': 'Visitor/1.0',
      origin: 'https://shop.example',
      'x-forwarded-for': '203.0.113.9',
    };
    const context = { library: { name: 'analytics.js', version: 'next-1.84.3' } };
    const body = JSON.stringify({ type: 'page', anonymousId: 'a1', name: 'Home', context });
    const sent = await visit(port, { path: '/v1/p', method: 'POST', headers, body });
    expect(sent.status).toBe(200);
    expect(sent.headers['access-control-allow-origin']).toBe('https://shop.example');
    const [event] = await loggedEvents(source.id);
    expect(event?.payload.context).toMatchObject({ ip: '127.0.0.2', userAgent: 'Visitor/1.0' });
    expect(arrived.cookie).toBeUndefined();
    expect(arrived.host).toBe(SHOP);
  });

  it('takes a pixel whose event is as long as a query may be', async () => {
    const { workspace } = await aWorkspace();
    const source = await aSource(workspace.id, { type: 'javascript' });
    const event = {
      userId: 'u1',
      event: 'Viewed',
      writeKey: source.writeKey,
      properties: { text: 'x'.repeat(30_000) },
    };
    const data = Buffer.from(JSON.stringify(event)).toString('base64url');
    const pixel = await visit(port, { path: `/v1/pixel/track?data=${data}` });
    expect(pixel.status).toBe(200);
    expect(await loggedEvents(source.id)).toHaveLength(1);
  });

  it('leads to nothing else: no dashboard, no Public API, no health page', async () => {
    for (const at of ['/sign-in', '/api/health', '/public-api/sources', '/v2/track', '/v1']) {
      expect([404, 400], at).toContain((await visit(port, { path: at })).status);
    }
  });
});

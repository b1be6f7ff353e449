import http, { type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A reverse proxy in front of several servers. Each answer names the server that gave it in `x-answered-by`. */
export interface ReverseProxy {
  url: string;
  close(): Promise<void>;
}

/** As nginx has it in `server … max_fails=1 fail_timeout=10s;`, its default. */
export interface ProxySettings {
  /** Failures after which a server is left alone; 0: never. */
  maxFails?: number;
  /** Within how long they must happen, and for how long it is left alone then. */
  failTimeoutMs?: number;
}

/**
 * Starts a proxy that does what nginx does: servers take turns over kept connections; a request goes to the next server when
 * one refuses a connection; whatever else goes wrong after it was sent is answered 502, because a POST must not be sent
 * twice. A server that failed is left alone for a while, and when all are, requests are answered 502 at once.
 */
export async function startReverseProxy(
  origins: string[],
  { maxFails = 1, failTimeoutMs = 10_000 }: ProxySettings = {},
): Promise<ReverseProxy> {
  const agent = new http.Agent({ keepAlive: true });
  const failures = origins.map((): number[] => []);
  let turn = 0;

  const recent = (n: number) => (failures[n] ?? []).filter((at) => performance.now() - at < failTimeoutMs);
  const isLive = (n: number) => maxFails === 0 || recent(n).length < maxFails;
  const fails = (n: number) => void (failures[n] = [...recent(n), performance.now()]);
  const forward = (n: number, { method, url, headers }: IncomingMessage, body: Buffer) =>
    new Promise<{ response: IncomingMessage; body: Buffer }>((resolve, reject) => {
      const { connection: _hop, ...rest } = headers;
      const request = http.request(`${origins[n]}${url}`, { method, headers: rest, agent }, (response) => {
        collect(response).then((received) => resolve({ response, body: received }), reject);
      });
      request.once('error', reject);
      request.end(body);
    });
  const server = http.createServer({ maxHeaderSize: 64 * 1024 }, (req, res) => {
    const serve = async () => {
      const body = await collect(req);
      const first = turn++;
      for (const [i] of origins.entries()) {
        const n = (first + i) % origins.length;
        if (!isLive(n)) continue;
        try {
          const { response, body: received } = await forward(n, req, body);
          const { connection: _hop, ...headers } = response.headers;
          headers['x-answered-by'] = new URL(origins[n] ?? '').host;
          res.writeHead(response.statusCode ?? 502, headers).end(received);
          return;
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          fails(n);
          if (code !== 'ECONNREFUSED') return void res.writeHead(502).end(code);
        }
      }
      res.writeHead(502).end('no live upstreams');
    };
    serve().catch(() => res.destroy());
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function collect(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

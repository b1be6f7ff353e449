import http, { type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A reverse proxy in front of several servers. */
export interface ReverseProxy {
  url: string;
  /** Requests that each server answered, in the order of the origins. */
  answered: number[];
  close(): Promise<void>;
}

const DOWN_MS = 1000;

/**
 * Starts a proxy that does what nginx does unless told otherwise: servers take turns over kept connections; one that refuses
 * a connection is left alone for a moment and the request goes to the next; whatever else goes wrong after a request was
 * sent is answered 502, because a POST must not be sent twice.
 */
export async function startReverseProxy(origins: string[]): Promise<ReverseProxy> {
  const agent = new http.Agent({ keepAlive: true });
  const downUntil = origins.map(() => 0);
  const answered = origins.map(() => 0);
  let turn = 0;

  const forward = (n: number, { method, url, headers }: IncomingMessage, body: Buffer) =>
    new Promise<{ response: IncomingMessage; body: Buffer }>((resolve, reject) => {
      const { connection: _hop, ...rest } = headers;
      const request = http.request(`${origins[n]}${url}`, { method, headers: rest, agent }, (response) => {
        collect(response).then((received) => resolve({ response, body: received }), reject);
      });
      request.once('error', reject);
      request.end(body);
    });
  const server = http.createServer((req, res) => {
    const serve = async () => {
      const body = await collect(req);
      for (const _ of origins) {
        const first = turn++;
        const order = origins.map((_origin, i) => (first + i) % origins.length);
        const n = order.find((i) => (downUntil[i] ?? 0) <= performance.now()) ?? order[0] ?? 0;
        try {
          const { response, body: received } = await forward(n, req, body);
          answered[n] = (answered[n] ?? 0) + 1;
          const { connection: _hop, ...headers } = response.headers;
          res.writeHead(response.statusCode ?? 502, headers).end(received);
          return;
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          if (code !== 'ECONNREFUSED') return void res.writeHead(502).end(code);
          downUntil[n] = performance.now() + DOWN_MS;
        }
      }
      res.writeHead(502).end('ECONNREFUSED');
    };
    serve().catch(() => res.destroy());
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
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

import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the receiver got it. */
export interface ReceivedRequest {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: string;
  at: number;
}

/** What the receiver does with a request. */
export type Reply =
  | number
  | { status: number; headers?: Record<string, string>; body?: string | Buffer; afterMs?: number }
  /** Accepts the request and never answers. */
  | 'hang'
  /** Closes the connection without an answer. */
  | 'reset';

/** A real HTTP server on loopback that plays a destination. */
export interface Receiver {
  /** Its base URL, by IPv4 literal. */
  url: string;
  port: number;
  requests: ReceivedRequest[];
  /** JSON bodies, in order of arrival. */
  bodies<T = Record<string, unknown>>(): T[];
  /** Replies to the next requests in turn; the last one goes on. A function decides by request. */
  reply(...replies: (Reply | ((request: ReceivedRequest) => Reply))[]): void;
  close(): Promise<void>;
}

/** Starts a receiver that answers 200 until told otherwise. */
export async function startReceiver(host = '127.0.0.1'): Promise<Receiver> {
  let plan: (Reply | ((request: ReceivedRequest) => Reply))[] = [200];
  const requests: ReceivedRequest[] = [];
  const server = http.createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('error', () => undefined);
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url: path = '', headers } = incoming;
      const request = { method, path, headers, body: Buffer.concat(chunks).toString('utf8'), at: Date.now() };
      requests.push(request);
      const next = (plan.length > 1 ? plan.shift() : plan[0]) ?? 200;
      const reply = typeof next === 'function' ? next(request) : next;
      if (reply === 'hang') return;
      if (reply === 'reset') return void incoming.socket.resetAndDestroy();
      const {
        status,
        headers: extra = {},
        body = '',
        afterMs = 0,
      } = typeof reply === 'number' ? { status: reply } : reply;
      setTimeout(() => outgoing.writeHead(status, extra).end(body), afterMs);
    });
  });
  server.keepAliveTimeout = 0; // a sender that stood still for seconds finds its connection open
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    requests,
    bodies: <T>() => requests.map(({ body }) => JSON.parse(body) as T),
    reply: (...replies) => {
      plan = replies;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

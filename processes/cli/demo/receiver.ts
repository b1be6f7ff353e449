import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { Random } from './random';

/** What the receiver did with the requests so far, by the status it answered. */
export type ReceiverCounts = Record<number, number>;

/** A webhook endpoint on this machine that behaves like a real one on a middling day. */
export interface Receiver {
  url: string;
  counts: ReceiverCounts;
  /** While true, every request is answered 503: the endpoint is "down for maintenance". */
  down: boolean;
  close(): Promise<void>;
}

/** How a request is answered. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: string;
  delayMs: number;
}

/** Mostly 200 within some tens of milliseconds; now and then slow, busy (429 with Retry-After), broken (500) or strict (400). */
export function chooseAnswer(random: Random, down: boolean): Answer {
  const delayMs = random.chance(0.02) ? random.whole(1500, 4000) : random.whole(5, 120);
  if (down) return { status: 503, body: '{"error":"down for maintenance"}', delayMs: 5 };
  const draw = random.next();
  if (draw < 0.04) return { status: 500, body: '{"error":"deadlock detected, try again"}', delayMs };
  if (draw < 0.06) {
    return { status: 429, headers: { 'retry-after': '2' }, body: '{"error":"too many requests"}', delayMs };
  }
  if (draw < 0.075) return { status: 400, body: '{"error":"field \\"email\\" is not an e-mail address"}', delayMs };
  return { status: 200, body: '{"ok":true}', delayMs };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<boolean> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  }
}

/** Starts a receiver on 127.0.0.1, on `preferredPort` when that is free, so that a second demo finds the same address. */
export async function startReceiver(random: Random, preferredPort: number): Promise<Receiver> {
  const counts: ReceiverCounts = {};
  const receiver = { down: false };
  const respond = (req: IncomingMessage, res: ServerResponse) => {
    req.resume();
    req.on('end', () => {
      const answer = chooseAnswer(random, receiver.down);
      counts[answer.status] = (counts[answer.status] ?? 0) + 1;
      setTimeout(() => {
        res.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
        res.end(answer.body);
      }, answer.delayMs);
    });
  };
  let server = createServer(respond);
  if (!(await listen(server, preferredPort))) {
    server = createServer(respond);
    if (!(await listen(server, 0))) throw new Error('No port is free on 127.0.0.1 for the receiver.');
  }
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : preferredPort;
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${port}/events`,
    counts,
    close: async () => {
      server.closeIdleConnections();
      const closed = once(server, 'close');
      server.close();
      const late = setTimeout(() => server.closeAllConnections(), 5000);
      await closed;
      clearTimeout(late);
    },
  });
}

import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A webhook's receiver that counts how often it got each event. */
export interface ChaosReceiver {
  url: string;
  /** Deliveries by messageId. */
  received: Map<string, number>;
  close(): void;
}

/** Starts a receiver that answers 200 to everything. */
export async function startReceiver(): Promise<ChaosReceiver> {
  const received = new Map<string, number>();
  const server = http.createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('error', () => undefined);
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
      for (const event of (Array.isArray(body) ? body : [body]) as { messageId: string }[]) {
        received.set(event.messageId, (received.get(event.messageId) ?? 0) + 1);
      }
      res.end('ok');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    close: () => void server.close().closeAllConnections(),
  };
}

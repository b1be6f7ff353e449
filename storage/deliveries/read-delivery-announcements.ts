import pg from 'pg';
import { backoffDelay } from '@/platform/backoff';
import { installation } from '@/platform/installation';
import { DELIVERY_CONNECTION } from './breaker/count-workers';

const RECONNECT = { baseMs: 200, maxMs: 5000 };

/**
 * Holds one connection that hears when fan-out has enqueued deliveries, and makes a new one whenever it breaks. While it
 * is broken nothing is heard: callers poll besides.
 */
export function readDeliveryAnnouncements(onEnqueued: () => void): { close(): Promise<void> } {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let failures = 0;

  const reconnect = (broken: pg.Client) => {
    if (client !== broken) return;
    client = null;
    void broken.end().catch(() => undefined);
    if (closed) return;
    failures += 1;
    timer = setTimeout(() => void connect(), backoffDelay(failures, RECONNECT));
  };

  const connect = async () => {
    const fresh = new pg.Client({
      connectionString: installation().databaseUrl,
      keepAlive: true,
      application_name: DELIVERY_CONNECTION,
    });
    client = fresh;
    fresh.on('notification', onEnqueued);
    fresh.on('error', () => reconnect(fresh));
    fresh.on('end', () => reconnect(fresh));
    try {
      await fresh.connect();
      await fresh.query('LISTEN switchyard_delivery');
      failures = 0;
      onEnqueued();
    } catch {
      reconnect(fresh);
    }
  };

  void connect();
  return {
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      const open = client;
      client = null;
      await open?.end().catch(() => undefined);
    },
  };
}

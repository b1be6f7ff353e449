import pg from 'pg';
import { backoffDelay } from '@/platform/backoff';
import { installation } from '@/platform/installation';

/** The channel on which ingest announces, after each commit, the source whose events were appended. */
export const EVENT_CHANNEL = 'switchyard_event';

const RECONNECT = { baseMs: 200, maxMs: 5000 };

/** What hears announcements. */
export interface AnnouncementListener {
  /** Events of this source were appended. */
  onSource: (sourceId: string) => void;
  /** The connection is (again) listening; whatever was announced before now may have been missed. */
  onListening: () => void;
  /** The connection broke or could not be made; it is tried again after a pause. */
  onError: (error: unknown) => void;
}

/**
 * Holds one connection that LISTENs for announcements, and makes a new one whenever it breaks.
 * Call `close` to stop.
 */
export function readAnnouncements(listener: AnnouncementListener): { close(): Promise<void> } {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let failures = 0;

  const retry = (error: unknown) => {
    if (closed || timer) return;
    listener.onError(error);
    failures += 1;
    const broken = client;
    client = null;
    void broken?.end().catch(() => undefined);
    timer = setTimeout(
      () => {
        timer = null;
        void connect();
      },
      backoffDelay(failures, RECONNECT),
    );
  };

  const connect = async () => {
    const fresh = new pg.Client({
      connectionString: installation().databaseUrl,
      keepAlive: true,
      application_name: 'switchyard-live',
    });
    client = fresh;
    fresh.on('notification', (message) => listener.onSource(message.payload ?? ''));
    fresh.on('error', retry);
    fresh.on('end', () => {
      if (client === fresh) retry(new Error('The listening connection ended.'));
    });
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${EVENT_CHANNEL}`);
      failures = 0;
      if (!closed) listener.onListening();
    } catch (error) {
      retry(error);
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

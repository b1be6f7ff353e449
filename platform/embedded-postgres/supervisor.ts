import { setTimeout as wait } from 'node:timers/promises';
import { backoffDelay } from '../backoff';
import { startEmbeddedPostgres, type EmbeddedPostgres, type StartOptions } from './server';

/** An embedded PostgreSQL that is started again when it ends. */
export interface SupervisedPostgres {
  /** The same however often the server is started. */
  url: string;
  /** Whether the server was already running when this process came. */
  adopted: boolean;
  /** Why there is no server now, in words; null while there is one. */
  trouble: () => string | null;
  /** Stops the server, for good. */
  stop(): Promise<void>;
  /** Leaves it to the other processes that use it. */
  leave(): void;
}

const BACKOFF = { baseMs: 100, maxMs: 10_000 };

/**
 * Starts or adopts the server like `startEmbeddedPostgres`, and starts it again, on the same port, whenever it ends without
 * having been told to: after a kill -9 it recovers by itself what was committed.
 * @throws what `startEmbeddedPostgres` throws, for the first start only.
 */
export async function superviseEmbeddedPostgres(options: StartOptions): Promise<SupervisedPostgres> {
  const { log } = options;
  const first = await startEmbeddedPostgres(options);
  const { url, port, adopted } = first;
  const leaving = new AbortController();
  let server: EmbeddedPostgres | null = first;
  let trouble: string | null = null;

  const startAgain = async (): Promise<EmbeddedPostgres | null> => {
    const since = new Date().toISOString();
    for (let attempt = 1; !leaving.signal.aborted; attempt += 1) {
      try {
        return await startEmbeddedPostgres({ ...options, port });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        trouble = `the embedded PostgreSQL ended at ${since} and could not be started again (attempt ${attempt}): ${message}`;
        log.error('the embedded PostgreSQL could not be started again', { error, attempt });
        await wait(backoffDelay(attempt, BACKOFF), undefined, { signal: leaving.signal }).catch(() => undefined);
      }
    }
    return null;
  };
  const watch = async (): Promise<void> => {
    while (server) {
      await server.died;
      if (leaving.signal.aborted) return;
      trouble = 'the embedded PostgreSQL ended and is being started again';
      log.error(trouble);
      server = null;
      server = await startAgain();
      if (!server) return;
      trouble = null;
      log.info('the embedded PostgreSQL runs again', { pid: server.pid, adopted: server.adopted });
    }
  };
  const watching = watch();

  return {
    url,
    adopted,
    trouble: () => trouble,
    leave: () => leaving.abort(),
    async stop() {
      leaving.abort();
      if (!server) await watching; // a start under way ends first
      await server?.stop();
    },
  };
}

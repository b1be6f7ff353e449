import { setTimeout as wait } from 'node:timers/promises';
import { backoffDelay } from '../backoff';
import { addressAhead, PostgresEnded, startEmbeddedPostgres, type EmbeddedPostgres, type StartOptions } from './server';

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

export interface SuperviseOptions extends StartOptions {
  /**
   * For a process that can do without the server: after this many milliseconds, or when PostgreSQL ends while it starts, the
   * address is known and the rest goes on in the background. Without effect where there is no cluster yet.
   */
  patienceMs?: number;
}

const BACKOFF = { baseMs: 100, maxMs: 10_000 };

/**
 * Starts or adopts the server like `startEmbeddedPostgres`, and starts it again, on the same port, whenever it ends without
 * having been told to: after a kill -9 it recovers by itself what was committed.
 * @throws what `startEmbeddedPostgres` throws, for the first start only, and within `patienceMs`.
 */
export async function superviseEmbeddedPostgres(options: SuperviseOptions): Promise<SupervisedPostgres> {
  const { log, patienceMs } = options;
  const leaving = new AbortController();
  const { signal } = leaving;
  const ahead = patienceMs === undefined ? null : await addressAhead(options);
  const begun = startEmbeddedPostgres({ ...options, port: ahead?.port, signal });
  const first = ahead ? await firstWithin(begun, patienceMs ?? 0) : await begun;
  const { url, port } = first ?? ahead ?? (await begun);
  let server = first;
  let trouble: string | null = null;

  /** Tries until there is a server. `what` happened before, in words. */
  const startAgain = async (what: string): Promise<EmbeddedPostgres | null> => {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        return await startEmbeddedPostgres({ ...options, port, signal });
      } catch (error) {
        if (signal.aborted) break;
        const message = error instanceof Error ? error.message : String(error);
        trouble = `the embedded PostgreSQL ${what} and could not be started again (attempt ${attempt}): ${message}`;
        log.error('the embedded PostgreSQL could not be started again', { error, attempt });
        await wait(backoffDelay(attempt, BACKOFF), undefined, { signal }).catch(() => undefined);
      }
    }
    return null;
  };
  const awaitFirst = async (): Promise<EmbeddedPostgres | null> => {
    trouble = 'the embedded PostgreSQL does not answer yet';
    log.warn(`${trouble}; the process starts without it`);
    return begun.catch((error: unknown) => {
      if (signal.aborted) return null;
      log.error('the embedded PostgreSQL could not be started', { error });
      return startAgain('did not start');
    });
  };
  const watch = async (): Promise<void> => {
    if (!server) {
      server = await awaitFirst();
      if (server) log.info('the embedded PostgreSQL runs', { pid: server.pid, adopted: server.adopted });
      trouble = null;
    }
    while (server) {
      await server.died;
      if (signal.aborted) return;
      trouble = 'the embedded PostgreSQL ended and is being started again';
      log.error(trouble);
      server = null;
      server = await startAgain(`ended at ${new Date().toISOString()}`);
      if (!server) return;
      trouble = null;
      log.info('the embedded PostgreSQL runs again', { pid: server.pid, adopted: server.adopted });
    }
  };
  const watching = watch();

  return {
    url,
    adopted: first?.adopted ?? false,
    trouble: () => trouble,
    leave: () => leaving.abort(),
    async stop() {
      leaving.abort();
      if (!server) await watching; // a start under way ends first
      await server?.stop();
    },
  };
}

/** Null when it takes longer, or PostgreSQL ended; other errors need somebody to mend something. */
async function firstWithin(begun: Promise<EmbeddedPostgres>, ms: number): Promise<EmbeddedPostgres | null> {
  const passing = begun.catch((error: unknown) => {
    if (error instanceof PostgresEnded) return null;
    throw error;
  });
  return Promise.race([passing, wait(ms, null, { ref: false })]);
}

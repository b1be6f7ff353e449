import path from 'node:path';
import type pg from 'pg';
import { installation } from '@/platform/installation';
import type { EventRow } from '@/storage/events/event-row';
import { ensurePartitions } from '@/storage/migrations/ensure-partitions';
import { appendSpooled, type SpoolSlice } from '@/storage/spool/append-spooled';
import { createDrainPool } from '@/storage/spool/drain-pool';
import { findStored } from '@/storage/spool/find-stored';
import { readDatabaseId } from '@/storage/spool/database-id';
import { readSpoolPosition } from '@/storage/spool/spool-position';
import { classifyFailure, isMissingPartition } from '../../log/database-failure';
import type { AppendResult } from '../../log/group-commit';
import { DrainRate } from '../../log/spool/drain-rate';
import { Spool, type SpoolSize } from '../../log/spool/spool';
import { SpoolDrain, type DrainedRecord, type SpoolDrainOptions } from '../../log/spool/spool-drain';
import { diskFiles, type SpoolFiles } from '../../log/spool/spool-files';
import { SpoolHome } from '../../log/spool/spool-home';
import type { SpoolResult } from '../../log/spool/spool-writer';
import { encodeRows } from '../../log/spool/spooled-rows';

/** What the spool of this process does. Counts are since its start. */
export interface SpoolState extends SpoolSize {
  maxBytes: number;
  spooledEvents: number;
  drainedEvents: number;
  /** Events a second that went from the spool into the log, over the last ten seconds. */
  drainRate: number;
  /** Why the last group did not get into the log; null once one did. */
  drainFailure: string | null;
  /** Whether the largest request would find room now: within the bound, and on the disk. */
  hasRoom: boolean;
  /** Milliseconds since 1970 of the last refusal; null when there was none. */
  refusedAt: number | null;
  /** Records that PostgreSQL or our own rules refused while draining, kept in `set-aside`. */
  setAside: number;
  /** Damaged places found in spool files. */
  damaged: number;
  /** Records refused for want of room, or because the disk failed. */
  refused: number;
}

/** Events on the local disk, on their way to the log. */
export interface IngestSpool {
  /** Resolves once the rows are on the disk, or says why not. `doubtful`: they may be in the log already. */
  keepRows(rows: EventRow[], doubtful: boolean): Promise<AppendResult>;
  /** The same for a request that cannot be read yet, as text. */
  keepRequest(text: string): Promise<AppendResult>;
  /** The log takes events again. */
  retry(): void;
  /** The log takes no events: measures whether the disk has room for them. */
  measureRoom(): void;
  state(): SpoolState;
  close(): Promise<void>;
}

export interface IngestSpoolOptions {
  /** Reads a kept request. @throws when it still cannot be read. */
  readRequest: (text: string) => Promise<DrainedRecord>;
  onDrained: SpoolDrainOptions['onDrained'];
  onError: SpoolDrainOptions['onError'];
  /** Whether new events came just now, which go before what is drained. */
  isBusy: () => boolean;
  /** Overrides for tests. */
  files?: SpoolFiles;
  portion?: number;
}

const ADOPT_EVERY_MS = 10_000;
const CLOSE_PATIENCE_MS = 3000;
/** What a large request takes here; with a small bound, a part of that. */
const REQUEST_BYTES = 512 * 1024;
const SHARE_OF_BOUND = 0.05;

const RESULTS: Record<SpoolResult, AppendResult> = {
  spooled: 'committed',
  busy: 'full',
  full: 'unavailable',
  failed: 'unavailable',
};

/** Opens the spool of this process, takes over what ended processes left, and drains it all in the background. */
export function openIngestSpool(options: IngestSpoolOptions): IngestSpool {
  const { files = diskFiles, onError } = options;
  const { dataDir, databaseUrl, spoolMaxBytes: maxBytes } = installation();
  const pool = createDrainPool();
  const home = new SpoolHome({
    files,
    file: path.join(dataDir, 'spool-database'),
    databaseUrl,
    read: () => readDatabaseId(pool),
    onError,
  });
  const root = path.join(dataDir, 'spool');
  const spool = new Spool({ files, root, maxBytes, database: () => home.known(), onError });
  const rate = new DrainRate();
  const drain = new SpoolDrain({
    spool,
    files,
    async position({ id, database }) {
      const elsewhere = (await home.ask()) !== database && database !== null;
      return elsewhere ? null : readSpoolPosition(pool, id);
    },
    append: (slice) => append(pool, slice),
    findStored: (rows) => findStored(pool, rows),
    readRequest: (body) => options.readRequest(body.toString('utf8')),
    classify: classifyFailure,
    onDrained: (drained) => {
      rate.add(drained.events);
      options.onDrained(drained);
    },
    onError,
    rest: (tookMs) => (options.isBusy() ? tookMs : 0),
    portion: options.portion,
  });
  let spooledEvents = 0;
  let refused = 0;
  let refusedAt: number | null = null;

  async function keep(kind: 'rows' | 'doubtful_rows' | 'request', events: number, body: Buffer): Promise<AppendResult> {
    const result = await spool.append({ kind, events, body });
    if (result === 'spooled') {
      spooledEvents += events;
      drain.wake();
    } else {
      refused += 1;
      refusedAt = Date.now();
    }
    return RESULTS[result];
  }

  const adopt = async () => {
    await spool.touch().catch((error: unknown) => onError('the spool could not be marked as in use', error));
    await spool.adopt();
    drain.wake();
  };
  // Events that come while the database is away are known to be for it, if it was asked before.
  const askHome = () => void home.ask().catch(() => undefined);
  askHome();
  let adopting = adopt();
  const timer = setInterval(() => {
    adopting = adopting.then(adopt);
  }, ADOPT_EVERY_MS);
  timer.unref();

  return {
    keepRows: (rows, doubtful) => keep(doubtful ? 'doubtful_rows' : 'rows', rows.length, encodeRows(rows)),
    async keepRequest(text) {
      // Anybody can send a request with a key that nobody has; those leave room for the events of known senders.
      if (spool.size().bytes > maxBytes / 2) return 'unavailable';
      return keep('request', 1, Buffer.from(text, 'utf8'));
    },
    retry() {
      askHome();
      drain.retry();
    },
    measureRoom() {
      spool.measureRoom().catch((error: unknown) => onError('the disk of the spool does not tell what is free', error));
    },
    state: () => ({
      ...spool.size(),
      maxBytes,
      hasRoom: spool.roomLeft() >= Math.max(1, Math.min(REQUEST_BYTES, maxBytes * SHARE_OF_BOUND)),
      spooledEvents,
      refused,
      refusedAt,
      drainedEvents: drain.drained,
      drainRate: rate.perSecond(),
      drainFailure: drain.failure,
      setAside: drain.aside,
      damaged: drain.damaged,
    }),
    async close() {
      clearInterval(timer);
      await adopting;
      let patience: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (patience = setTimeout(resolve, CLOSE_PATIENCE_MS)));
      await Promise.race([drain.close(), late]);
      clearTimeout(patience);
      await spool.close();
      void pool.end();
    },
  };
}

async function append(pool: pg.Pool, slice: SpoolSlice): Promise<EventRow[] | null> {
  try {
    return await appendSpooled(pool, slice);
  } catch (error) {
    if (!isMissingPartition(error)) throw error;
    await ensurePartitions(pool, new Date());
    return appendSpooled(pool, slice);
  }
}

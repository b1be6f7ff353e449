import { randomUUID } from 'node:crypto';
import type { Clock } from '@/platform/clock';
import type { Logger } from '@/platform/logger';
import { markWriteKeysUsed } from '@/storage/entities/write-key-lookup-used';
import { announceEvents } from '@/storage/events/announce-events';
import { appendEvents } from '@/storage/events/append-events';
import type { EventRow } from '@/storage/events/event-row';
import { addOutcomeCounts } from '@/storage/metrics/add-outcome-counts';
import { ensurePartitions } from '@/storage/migrations/ensure-partitions';
import type { Sql } from '@/storage/client';
import { createAnnouncer } from '../../log/announcer';
import { classifyFailure, isMissingPartition } from '../../log/database-failure';
import { GroupCommit, type AppendResult, type GroupCommitLimits } from '../../log/group-commit';
import { SideEffects } from '../../log/side-effects';
import type { DrainedRecord } from '../../log/spool/spool-drain';
import type { SpoolFiles } from '../../log/spool/spool-files';
import { openIngestSpool, type SpoolState } from '../spool/ingest-spool';
import type { RawRequest } from './read/raw-request';

/** The door to the event log, with everything that a commit entails. */
export interface IngestLog {
  /**
   * Resolves once the rows are safe, or says why not. `committed`: in the log or, when that is slow or away, in a file on the
   * local disk from which they will go there.
   */
  add(rows: EventRow[], characters: number): Promise<AppendResult>;
  /** Keeps a request whose write key cannot be looked up, until it can. */
  addRaw(raw: RawRequest): Promise<AppendResult>;
  keyUsed(writeKeyId: string): void;
  state(): IngestLogState;
  close(): Promise<void>;
}

/** How the way to the log is. Counts are since the start of the process. */
export interface IngestLogState {
  /** Rows that wait for their commit. */
  held: number;
  /** Why the last append failed; null once one succeeded after it. */
  failure: string | null;
  /** Whether new events go to the spool, because the log does not take them. */
  away: boolean;
  committedEvents: number;
  duplicateEvents: number;
  refusedEvents: number;
  spool: SpoolState;
}

export interface IngestLogOptions {
  sql: Sql;
  log: Logger;
  clock: Clock;
  /** Reads a request that was kept. @throws while that cannot be done. */
  readRaw: (raw: RawRequest) => Promise<DrainedRecord>;
  /** Overrides for tests. */
  limits?: Partial<GroupCommitLimits>;
  spoolFiles?: SpoolFiles;
}

const LOG_EVERY_MS = 1000;
/** After a failure, how often an append of nothing tries whether the log takes events again. */
const PROBE_EVERY_MS = 500;
/** New events within this time count as traffic that goes before the spool. */
const BUSY_MS = 50;
const CLOSE_PATIENCE_MS = 3000;

/** Joins group commit, spool, announcement, duplicate counts and key usage over one pool. */
export function openIngestLog({ sql, log, clock, readRaw, limits, spoolFiles }: IngestLogOptions): IngestLog {
  let failure: string | null = null;
  let away = false;
  let probe: NodeJS.Timeout | null = null;
  let closing = false;
  let lastAddAt = Number.NEGATIVE_INFINITY;
  const counts = { committedEvents: 0, duplicateEvents: 0, refusedEvents: 0 };
  const loggedAt = new Map<string, number>();
  const complain = (message: string, error: unknown, fields: Record<string, unknown> = {}) => {
    const now = performance.now();
    if (now - (loggedAt.get(message) ?? Number.NEGATIVE_INFINITY) < LOG_EVERY_MS) return;
    loggedAt.set(message, now);
    log.error(message, { error, ...fields });
  };
  const works = () => {
    failure = null;
    if (!away) return;
    away = false;
    spool.retry();
  };
  /** New events go to the spool until an append succeeds; an append of nothing tries. */
  const fails = (why: string) => {
    failure = why;
    away = true;
    if (closing) return;
    spool.measureRoom();
    probe ??= setTimeout(() => void tryAgain(), PROBE_EVERY_MS);
  };
  const tryAgain = async () => {
    const error = await appendEvents(sql, []).then(works, textOf);
    probe = null;
    if (error !== undefined) fails(error);
  };
  const announcer = createAnnouncer((sourceIds) => announceEvents(sql, sourceIds));
  const effects = new SideEffects({
    markKeysUsed: (ids) => markWriteKeysUsed(sql, ids, clock.now()),
    countDuplicates: (found) => addOutcomeCounts(sql, found.map(toDuplicateCount)),
    onError: complain,
  });
  const appended = (rows: EventRow[], duplicates: EventRow[]) => {
    counts.committedEvents += rows.length - duplicates.length;
    if (duplicates.length === rows.length) return;
    for (const sourceId of new Set(rows.map((row) => row.sourceId))) announcer.announce(sourceId);
  };
  const duplicate = (row: EventRow) => {
    if (row.reason !== null) return; // its receipt was used: the same event, stored already
    counts.duplicateEvents += 1;
    effects.duplicate(row);
  };
  const commit = new GroupCommit<EventRow>({
    limits,
    classify: classifyFailure,
    onError: (error, rows) => {
      if (classifyFailure(error) === 'connection') fails(textOf(error));
      complain('an append to the event log failed', error, { rows });
    },
    append: async (rows) => {
      const duplicates = await append(sql, rows, clock);
      works();
      duplicates.forEach(duplicate);
      appended(rows, duplicates);
    },
  });
  const spool = openIngestSpool({
    files: spoolFiles,
    readRequest: (text) => readRaw(JSON.parse(text) as RawRequest),
    isBusy: () => performance.now() - lastAddAt < BUSY_MS,
    onError: complain,
    onDrained: ({ rows, duplicates, doubtful }) => {
      for (const row of duplicates) if (!doubtful.has(row)) duplicate(row);
      appended(rows, duplicates);
    },
  });

  async function keep(rows: EventRow[], characters: number): Promise<AppendResult> {
    if (away) return spool.keepRows(rows, false);
    const result = await commit.add(rows, characters);
    if (result === 'committed' || result === 'rejected') return result;
    if (result === 'doubtful' && !away) fails('an append takes too long');
    const kept = await spool.keepRows(rows, result === 'doubtful');
    return kept === 'unavailable' && result === 'full' ? 'full' : kept;
  }

  return {
    async add(rows, characters) {
      if (rows.length === 0) return 'committed';
      lastAddAt = performance.now();
      for (const row of rows) if (row.reason !== null) row.receipt ??= randomUUID();
      const result = await keep(rows, characters);
      if (result !== 'committed') counts.refusedEvents += rows.length;
      return result;
    },
    async addRaw(raw) {
      const result = await spool.keepRequest(JSON.stringify(raw));
      if (result !== 'committed') counts.refusedEvents += 1;
      return result;
    },
    keyUsed: (writeKeyId) => effects.keyUsed(writeKeyId),
    state: () => ({ held: commit.held, failure, away, ...counts, spool: spool.state() }),
    async close() {
      closing = true;
      await commit.drained();
      if (probe) clearTimeout(probe);
      await spool.close();
      await within(CLOSE_PATIENCE_MS, Promise.all([announcer.close(), effects.close()]));
    },
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Waits for what no sender waits for, but not for long: the database may be away. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}

async function append(sql: Sql, rows: EventRow[], clock: Clock): Promise<EventRow[]> {
  try {
    return await appendEvents(sql, rows);
  } catch (error) {
    if (!isMissingPartition(error)) throw error;
    await ensurePartitions(sql, clock.now());
    return appendEvents(sql, rows);
  }
}

function toDuplicateCount({ row, count }: { row: EventRow; count: number }) {
  return {
    at: new Date(row.receivedAt),
    workspaceId: row.workspaceId,
    sourceId: row.sourceId,
    destinationId: '',
    eventType: row.type,
    outcome: 'duplicate' as const,
    reason: '',
    onRetry: false,
    count,
  };
}

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
import type { RawRequest } from './raw-request';

/** The door to the event log, with everything that a commit entails. */
export interface IngestLog {
  /** Resolves once the rows are committed, or says why not. */
  add(rows: EventRow[], characters: number): Promise<AppendResult>;
  /** Keeps a request whose write key cannot be looked up, until it can. */
  addRaw(raw: RawRequest): Promise<AppendResult>;
  keyUsed(writeKeyId: string): void;
  /** Rows that wait for their commit, and the last failure when nothing was committed after it. */
  state(): { held: number; failure: string | null };
  close(): Promise<void>;
}

const LOG_EVERY_MS = 1000;
/** After a failure, how often an append of nothing tries whether the log takes events again. */
const PROBE_EVERY_MS = 1000;

/** Joins group commit, announcement, duplicate counts and key usage over one pool. */
export function openIngestLog(sql: Sql, log: Logger, clock: Clock, limits?: Partial<GroupCommitLimits>): IngestLog {
  let failure: string | null = null;
  let probe: NodeJS.Timeout | null = null;
  let loggedAt = Number.NEGATIVE_INFINITY;
  const complain = (message: string, error: unknown, fields: Record<string, unknown> = {}) => {
    const now = performance.now();
    if (now - loggedAt < LOG_EVERY_MS) return;
    loggedAt = now;
    log.error(message, { error, ...fields });
  };
  const failed = (error: unknown) => {
    failure = error instanceof Error ? error.message : String(error);
    probe ??= setTimeout(() => {
      probe = null;
      appendEvents(sql, []).then(() => (failure = null), failed);
    }, PROBE_EVERY_MS);
  };
  const announcer = createAnnouncer((sourceIds) => announceEvents(sql, sourceIds));
  const effects = new SideEffects({
    markKeysUsed: (ids) => markWriteKeysUsed(sql, ids, clock.now()),
    countDuplicates: (counts) => addOutcomeCounts(sql, counts.map(toDuplicateCount)),
    onError: complain,
  });
  const commit = new GroupCommit<EventRow>({
    limits,
    classify: classifyFailure,
    onError: (error, rows) => {
      failed(error);
      complain('an append to the event log failed', error, { rows });
    },
    append: async (rows) => {
      const duplicates = await append(sql, rows, clock);
      failure = null;
      for (const row of duplicates) effects.duplicate(row);
      if (duplicates.length === rows.length) return;
      for (const sourceId of new Set(rows.map((row) => row.sourceId))) announcer.announce(sourceId);
    },
  });
  return {
    add: (rows, characters) => commit.add(rows, characters),
    addRaw: () => Promise.resolve('unavailable'),
    keyUsed: (writeKeyId) => effects.keyUsed(writeKeyId),
    state: () => ({ held: commit.held, failure }),
    async close() {
      await commit.drained();
      if (probe) clearTimeout(probe);
      await announcer.close();
      await effects.close();
    },
  };
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

import type pg from 'pg';
import type { Clock } from '@/platform/clock';
import type { Logger } from '@/platform/logger';
import { inTransaction } from '@/storage/client';
import { loadDestinationConfigsOfSources } from '@/storage/deliveries/destination-config';
import { announceDeliveries, enqueueDeliveries } from '@/storage/deliveries/enqueue-deliveries';
import { recordDecidedOutcomes } from '@/storage/deliveries/enqueue-outcomes';
import { readLog } from '@/storage/events/follow-log';
import { lockLogCursor, moveLogCursor } from '@/storage/events/follow-log-cursor';
import { addOutcomeCounts } from '@/storage/metrics/add-outcome-counts';
import { addApiCalls } from '@/storage/usage/add-api-calls';
import { addTrackedIds } from '@/storage/usage/add-tracked-ids';
import { decideSlice } from '../fan-out/decide-slice';
import { countUsage } from '../usage/count-usage';
import { routesBySource } from './fan-out-routes';

/** The name under which fan-out follows the log. */
export const FAN_OUT_CONSUMER = 'fan-out';

/** Rows of one INSERT, so that a source with many destinations does not make a huge statement. */
const ROWS_PER_INSERT = 5000;

export interface SliceOptions {
  pool: pg.Pool;
  log: Logger;
  clock: Clock;
  /** Most events to take. */
  limit: number;
  /** The events of this slice cannot be handled: end each as INTERNAL, because of this error. */
  poison?: { error: unknown } | null;
}

async function inChunks<T>(rows: T[], write: (chunk: T[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) await write(rows.slice(from, from + ROWS_PER_INSERT));
}

/**
 * Takes the next events of the log and, in one transaction, gives each its deliveries or its end, counts them, and moves
 * the cursor: exactly once, whatever crashes. Configuration is read in the same transaction, so that an event accepted
 * after a change was saved is decided by it.
 * @returns how many events were read; 'elsewhere' when another process is at it.
 */
export function fanOutSlice({ pool, log, clock, limit, poison = null }: SliceOptions): Promise<number | 'elsewhere'> {
  return inTransaction(async (sql) => {
    const cursor = await lockLogCursor(sql, FAN_OUT_CONSUMER);
    if (!cursor) return 'elsewhere';
    const events = await readLog(sql, cursor, limit);
    const last = events[events.length - 1];
    if (!last) return 0;
    const now = clock.now();
    const accepted = events.filter(({ outcome }) => outcome === 'successfully_received');
    const sourceIds = [...new Set(accepted.map(({ sourceId }) => sourceId))];
    const configs = sourceIds.length > 0 ? await loadDestinationConfigsOfSources(sql, sourceIds) : [];
    const decided = decideSlice(events, routesBySource(configs), now, poison);
    for (const { eventId, destinationId, error } of decided.bugs)
      log.error('an event could not be decided; it ends as INTERNAL', { eventId, destinationId, error });

    await inChunks(decided.deliveries, (rows) => enqueueDeliveries(sql, rows));
    await inChunks(decided.outcomes, (rows) => recordDecidedOutcomes(sql, rows));
    const usage = countUsage(accepted);
    await addApiCalls(sql, usage.apiCalls);
    await addTrackedIds(sql, usage.trackedIds);
    if (decided.deliveries.length > 0) await announceDeliveries(sql);
    await moveLogCursor(sql, FAN_OUT_CONSUMER, last, now);
    await addOutcomeCounts(sql, decided.counts); // last: its rows are shared with other writers
    return events.length;
  }, pool);
}

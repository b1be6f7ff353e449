import type pg from 'pg';
import type { Clock } from '@/platform/clock';
import type { Logger } from '@/platform/logger';
import { inTransaction, type Sql } from '@/storage/client';
import { loadDestinationConfigsOfSources } from '@/storage/deliveries/destination-config';
import { announceDeliveries } from '@/storage/deliveries/enqueue-deliveries';
import { recordDecidedOutcomes } from '@/storage/deliveries/enqueue-outcomes';
import { readLog, type LogEvent, type LogPosition } from '@/storage/events/follow/follow-log';
import { lockLogCursor, moveLogCursor } from '@/storage/events/follow/follow-log-cursor';
import { addOutcomeCounts } from '@/storage/metrics/add-outcome-counts';
import { addApiCalls } from '@/storage/usage/add-api-calls';
import { addTrackedIds } from '@/storage/usage/add-tracked-ids';
import { decideSlice } from '../../fan-out/decide-slice';
import { countUsage } from '../../usage/count-usage';
import type { HandOver } from '../delivery-hand-over';
import type { FanOutMemory } from './fan-out-memory';
import { routesBySource } from './fan-out-routes';
import { Handing } from './handing';

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
  /** What this process learned in earlier slices. */
  memory?: FanOutMemory;
  /** The delivery worker of this process; without one, deliveries wait in the queue. */
  handOver?: HandOver;
}

/** The events from `after` to `last`, with their payloads. What was below the oldest open transaction stays the same. */
async function readAgain(sql: Sql, after: LogPosition, last: LogPosition, limit: number): Promise<LogEvent[]> {
  const events = await readLog(sql, after, limit);
  const end = events.findIndex(({ tx, id }) => tx === last.tx && id === last.id);
  if (end < 0) throw new Error('The log changed while it was read.');
  return events.slice(0, end + 1);
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
export async function fanOutSlice(options: SliceOptions): Promise<number | 'elsewhere'> {
  const { pool, log, clock, limit, poison = null, memory } = options;
  let remember: () => void = () => undefined;
  const handing = new Handing(options.handOver);
  const slice = async (sql: pg.PoolClient) => {
    const cursor = await lockLogCursor(sql, FAN_OUT_CONSUMER);
    if (!cursor) return 'elsewhere';
    let events = await readLog(sql, cursor, limit, memory?.unrouted());
    const last = events[events.length - 1];
    if (!last) return 0;
    const now = clock.now();
    const accepted = events.filter(({ outcome }) => outcome === 'successfully_received');
    const sourceIds = [...new Set(accepted.map(({ sourceId }) => sourceId))];
    const configs = sourceIds.length > 0 ? await loadDestinationConfigsOfSources(sql, sourceIds) : [];
    const routes = routesBySource(configs);
    const routed = (sourceId: string) => (routes.get(sourceId)?.routes.length ?? 0) > 0;
    // A source that had no destination a moment ago may have one now; then its payloads are wanted after all.
    if (events.some((event) => event.payload === null && routed(event.sourceId)))
      events = await readAgain(sql, cursor, last, limit);
    for (const sourceId of sourceIds) memory?.learn(sourceId, routed(sourceId));
    const decided = decideSlice(events, routes, now, poison);
    for (const { eventId, destinationId, error } of decided.bugs)
      log.error('an event could not be decided; it ends as INTERNAL', { eventId, destinationId, error });

    const payloadOf = new Map(events.map(({ id, payload }) => [id, payload]));
    handing.reserve(decided.deliveries);
    await inChunks(decided.deliveries, (rows) => handing.enqueue(sql, rows, payloadOf));
    await inChunks(decided.outcomes, (rows) => recordDecidedOutcomes(sql, rows));
    const usage = countUsage(accepted, memory?.known);
    remember = () => usage.remember();
    await addApiCalls(sql, usage.apiCalls);
    await addTrackedIds(sql, usage.trackedIds);
    if (handing.left > 0) await announceDeliveries(sql);
    await moveLogCursor(sql, FAN_OUT_CONSUMER, last, now);
    await addOutcomeCounts(sql, decided.counts); // last: its rows are shared with other writers
    return events.length;
  };
  try {
    const read = await inTransaction(slice, pool);
    remember(); // only what is committed
    handing.start();
    return read;
  } finally {
    handing.release();
  }
}

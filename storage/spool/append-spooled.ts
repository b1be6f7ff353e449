import type pg from 'pg';
import { inTransaction } from '../client';
import { appendEvents } from '../events/append-events';
import type { EventRow } from '../events/event-row';
import { moveSpoolPosition, type SpoolPosition } from './spool-position';

/** The part of a spool that is appended. */
export interface SpoolSlice {
  spoolId: string;
  from: SpoolPosition;
  to: SpoolPosition;
  rows: EventRow[];
}

/**
 * Appends the rows of a slice and moves the position of its spool in one transaction, so that each record of a spool is
 * appended exactly once, whoever drains it and whatever becomes of the answer.
 * @returns the rows left out as duplicates, or null when the spool stands elsewhere than `from` and nothing was done.
 */
export async function appendSpooled(pool: pg.Pool, slice: SpoolSlice): Promise<EventRow[] | null> {
  return inTransaction(async (sql) => {
    if (!(await moveSpoolPosition(sql, slice.spoolId, slice))) return null;
    return slice.rows.length === 0 ? [] : appendEvents(sql, slice.rows);
  }, pool);
}

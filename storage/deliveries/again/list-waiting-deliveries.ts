import type { Sql } from '../../client';
import { selected, selectionValues, type DeliverySelection } from './selection';

/** A delivery that waits for its next try. */
export interface WaitingDelivery {
  id: string;
  eventId: string;
  messageId: string;
  eventType: string;
  eventName: string | null;
  /** Of the last failure; null: it has not been tried yet. */
  reason: string | null;
  attempts: number;
  createdAt: Date;
  nextAt: Date;
  /** `nextAt` to the microsecond, for `ListPlace`. */
  place: string;
}

/** A place in a list: after the row with this time (as the database writes it, to the microsecond) and id. */
export interface ListPlace {
  at: string;
  id: string;
}

// A delivery under way is not waiting; its run_at is the end of its lease.
const WAITS = `(lease_until IS NULL OR lease_until <= now())`;

const LIST = `
SELECT id, event_id AS "eventId", message_id AS "messageId", event_type AS "eventType", event_name AS "eventName",
       last_reason AS reason, attempt AS attempts, created_at AS "createdAt", run_at AS "nextAt",
       run_at::text AS place
  FROM pipeline.delivery
 WHERE ${selected('last_reason', 'created_at')} AND ${WAITS}
   AND ($9::timestamptz IS NULL OR (run_at, id) > ($9, $10::bigint))
 ORDER BY run_at, id LIMIT $11`;

const COUNT = `
SELECT count(*)::int AS count FROM (
  SELECT FROM pipeline.delivery WHERE ${selected('last_reason', 'created_at')} AND ${WAITS} LIMIT $9) AS found`;

/** Waiting deliveries, the next ones first. */
export async function listWaitingDeliveries(
  sql: Sql,
  selection: DeliverySelection,
  after: ListPlace | null,
  take: number,
): Promise<WaitingDelivery[]> {
  const values = [...selectionValues(selection), after?.at ?? null, after?.id ?? null, take];
  const { rows } = await sql.query<WaitingDelivery>(LIST, values);
  return rows;
}

/** How many wait, counted up to `most`. */
export async function countWaitingDeliveries(sql: Sql, selection: DeliverySelection, most: number): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(COUNT, [...selectionValues(selection), most]);
  return rows[0]?.count ?? 0;
}

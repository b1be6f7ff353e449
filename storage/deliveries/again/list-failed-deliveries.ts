import type { Sql } from '../../client';
import type { ListPlace } from './list-waiting-deliveries';
import { selected, selectionValues, type DeliverySelection } from './selection';

/** A delivery that failed for good. */
export interface FailedDelivery {
  eventId: string;
  messageId: string;
  eventType: string;
  eventName: string | null;
  reason: string | null;
  attempts: number;
  failedAt: Date;
  /** `failedAt` to the microsecond, for `ListPlace`. */
  place: string;
  /** Somebody wants it sent again, and it soon will be. */
  asked: boolean;
  /** Whether the log still has the event. */
  kept: boolean;
}

const LIST = `
SELECT o.event_id AS "eventId", o.message_id AS "messageId", o.event_type AS "eventType", o.event_name AS "eventName",
       o.reason, o.attempts, o.at AS "failedAt", o.at::text AS place,
       EXISTS (SELECT FROM pipeline.resend r
                WHERE r.destination_id = o.destination_id AND r.event_id = o.event_id) AS asked,
       EXISTS (SELECT FROM pipeline.event e WHERE e.source_id = o.source_id AND e.id = o.event_id) AS kept
  FROM (SELECT * FROM pipeline.outcome
         WHERE ${selected('reason', 'at')} AND outcome = 'failed_delivery'
           AND ($9::timestamptz IS NULL OR (at, event_id) < ($9, $10::bigint))
         ORDER BY at DESC, event_id DESC LIMIT $11) AS o
 ORDER BY o.at DESC, o.event_id DESC`;

const COUNT = `
SELECT count(*)::int AS count FROM (
  SELECT FROM pipeline.outcome WHERE ${selected('reason', 'at')} AND outcome = 'failed_delivery' LIMIT $9) AS found`;

/** Failed deliveries, the latest first. */
export async function listFailedDeliveries(
  sql: Sql,
  selection: DeliverySelection,
  after: ListPlace | null,
  take: number,
): Promise<FailedDelivery[]> {
  const values = [...selectionValues(selection), after?.at ?? null, after?.id ?? null, take];
  const { rows } = await sql.query<FailedDelivery>(LIST, values);
  return rows;
}

/** How many failed, counted up to `most`. */
export async function countFailedDeliveries(sql: Sql, selection: DeliverySelection, most: number): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(COUNT, [...selectionValues(selection), most]);
  return rows[0]?.count ?? 0;
}

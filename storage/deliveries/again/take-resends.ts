import type { Sql } from '../../client';

/** A failed delivery that somebody wants sent again, with its event from the log. */
export interface AskedResend {
  eventId: string;
  destinationId: string;
  workspaceId: string;
  sourceId: string;
  receivedAt: Date;
  messageId: string;
  eventType: string;
  eventName: string | null;
  /** JSON; null when the event is no longer in the log. */
  payload: string | null;
  /** When and why it failed, after how many attempts, and which of its mappings were delivered. */
  failedAt: Date;
  reason: string | null;
  attempts: number;
  doneSubscriptions: string[];
}

const TAKE = `
SELECT event_id AS "eventId", destination_id AS "destinationId"
  FROM pipeline.resend ORDER BY asked_at, destination_id, event_id LIMIT $1 OFFSET $2 FOR UPDATE SKIP LOCKED`;

const READ = `
SELECT o.event_id AS "eventId", o.destination_id AS "destinationId", o.workspace_id AS "workspaceId",
       o.source_id AS "sourceId", o.event_received_at AS "receivedAt", o.message_id AS "messageId",
       o.event_type AS "eventType", o.event_name AS "eventName", e.payload, o.at AS "failedAt", o.reason, o.attempts,
       coalesce(o.done_subscriptions, '{}') AS "doneSubscriptions"
  FROM unnest($1::bigint[], $2::text[]) AS asked (event_id, destination_id)
  JOIN pipeline.outcome o ON o.event_id = asked.event_id AND o.destination_id = asked.destination_id
   AND o.outcome = 'failed_delivery'
  LEFT JOIN LATERAL (SELECT event.payload FROM pipeline.event
                      WHERE event.source_id = o.source_id AND event.id = o.event_id LIMIT 1) e ON true`;

const FORGET = `
DELETE FROM pipeline.resend r USING unnest($1::bigint[], $2::text[]) AS asked (event_id, destination_id)
 WHERE r.event_id = asked.event_id AND r.destination_id = asked.destination_id`;

const UNEND = `
DELETE FROM pipeline.outcome o USING unnest($1::bigint[], $2::text[], $3::timestamptz[]) AS failed (event_id, destination_id, at)
 WHERE o.event_id = failed.event_id AND o.destination_id = failed.destination_id AND o.at = failed.at
   AND o.outcome = 'failed_delivery'`;

const columns = (rows: { eventId: string; destinationId: string }[]) => [
  rows.map(({ eventId }) => eventId),
  rows.map(({ destinationId }) => destinationId),
];

/**
 * Takes up to `most` of what is to be sent again after the first `skip`, for this transaction: other workers take others. `taken` counts also
 * those that have not failed any more. The requests are gone when the transaction commits.
 */
export async function takeResends(
  sql: Sql,
  most: number,
  skip: number,
): Promise<{ taken: number; rows: AskedResend[] }> {
  const { rows: asked } = await sql.query<{ eventId: string; destinationId: string }>(TAKE, [most, skip]);
  if (asked.length === 0) return { taken: 0, rows: [] };
  const { rows } = await sql.query<AskedResend>(READ, columns(asked));
  await sql.query(FORGET, columns(asked));
  return { taken: asked.length, rows };
}

/** Takes back the ends of what is sent again: an event has one end at a destination, or is on its way to it. */
export async function takeBackEnds(sql: Sql, rows: AskedResend[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(UNEND, [...columns(rows), rows.map(({ failedAt }) => failedAt)]);
}

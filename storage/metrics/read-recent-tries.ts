import type { Sql } from '../client';

/** How the latest tries of a destination ended, and what is put off now. */
export interface RecentTries {
  destinationId: string;
  /** Of the tries in the quarter of an hour up to the latest one: those that delivered an event, failed for good, were put off. */
  delivered: number;
  failed: number;
  putOff: number;
  /** The last of these that went well, and the last that did not. */
  succeededAt: Date | null;
  failedAt: Date | null;
  /** Events that wait for another try now, counted up to 1,000. */
  waiting: number;
}

/** Where `waiting` stops counting. */
const MOST_WAITING = 1000;

const READ = `
SELECT d.id AS "destinationId", coalesce(r.delivered, 0)::int8 AS delivered, coalesce(r.failed, 0)::int8 AS failed,
       coalesce(r.put_off, 0)::int8 AS "putOff", r.succeeded_at AS "succeededAt", r.failed_at AS "failedAt",
       q.waiting::int8 AS waiting
  FROM destination d
 CROSS JOIN LATERAL (
   SELECT max(last_at) AS at FROM pipeline.outcome_count
    WHERE destination_id = d.id AND source_id = d.source_id AND grain = 'h' AND bucket >= $3 AND workspace_id = $1
      AND outcome IN ('successful_delivery', 'failed_delivery', 'pending_retry')) AS latest
 CROSS JOIN LATERAL (
   SELECT sum(count) FILTER (WHERE outcome = 'successful_delivery') AS delivered,
          sum(count) FILTER (WHERE outcome = 'failed_delivery') AS failed,
          sum(count) FILTER (WHERE outcome = 'pending_retry') AS put_off,
          max(last_at) FILTER (WHERE outcome = 'successful_delivery') AS succeeded_at,
          max(last_at) FILTER (WHERE outcome <> 'successful_delivery') AS failed_at
     FROM pipeline.outcome_count
    WHERE destination_id = d.id AND source_id = d.source_id AND grain = 'm' AND workspace_id = $1
      AND bucket >= latest.at - interval '15 minutes'
      AND outcome IN ('successful_delivery', 'failed_delivery', 'pending_retry')) AS r
 CROSS JOIN LATERAL (
   SELECT count(*) FILTER (WHERE last_reason IS NOT NULL) AS waiting
     FROM (SELECT last_reason FROM pipeline.delivery
            WHERE destination_id = d.id ORDER BY run_at DESC, id DESC LIMIT ${MOST_WAITING}) AS latest_due) AS q
 WHERE d.workspace_id = $1 AND d.id = ANY($2)`;

/** The latest tries of some destinations of a workspace, where they had any since the hour `from`; one row for each. */
export async function readRecentTries(
  sql: Sql,
  workspaceId: string,
  destinationIds: string[],
  from: Date,
): Promise<RecentTries[]> {
  if (destinationIds.length === 0) return [];
  type Row = Pick<RecentTries, 'destinationId' | 'succeededAt' | 'failedAt'> &
    Record<'delivered' | 'failed' | 'putOff' | 'waiting', string>;
  const { rows } = await sql.query<Row>(READ, [workspaceId, destinationIds, from]);
  return rows.map((row) => ({
    ...row,
    delivered: Number(row.delivered),
    failed: Number(row.failed),
    putOff: Number(row.putOff),
    waiting: Number(row.waiting),
  }));
}

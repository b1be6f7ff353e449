import type { Sql } from '../client';

/** How often one thing went wrong for one reason at one source or destination. */
export interface HomeProblemRow {
  sourceId: string;
  sourceName: string;
  /** '' and null: the events were not accepted, so the problem is the source's. */
  destinationId: string;
  destinationName: string | null;
  type: string;
  outcome: 'failed_on_ingest' | 'failed_delivery' | 'pending_retry' | 'filtered_at_destination';
  reason: string;
  count: number;
  lastAt: Date;
  /** Start of the first hour of the period in which it happened. */
  since: Date;
  /** The last delivery of the destination that succeeded in the period. */
  succeededAt: Date | null;
}

const MOST = 100;

/**
 * What went wrong since the hour `from`: events not accepted, failed, being retried, or kept back because settings or a
 * filter are broken; the most recent first. Deleted sources and destinations, and disabled destinations, are left out.
 */
export async function readHomeProblems(sql: Sql, workspaceId: string, from: Date): Promise<HomeProblemRow[]> {
  const { rows } = await sql.query<HomeProblemRow & { count: string }>(
    `WITH hours AS (
       SELECT * FROM pipeline.outcome_count
        WHERE workspace_id = $1 AND grain = 'h' AND bucket >= $2),
     succeeded AS (
       SELECT destination_id, max(last_at) AS at FROM hours WHERE outcome = 'successful_delivery' GROUP BY destination_id)
     SELECT h.source_id AS "sourceId", s.name AS "sourceName", h.destination_id AS "destinationId",
            d.name AS "destinationName", coalesce(d.type, s.type) AS type, h.outcome, h.reason,
            sum(h.count) AS count, max(h.last_at) AS "lastAt", min(h.bucket) AS since,
            ok.at AS "succeededAt"
       FROM hours h
       JOIN source s ON s.id = h.source_id AND s.workspace_id = $1
       LEFT JOIN destination d ON d.id = h.destination_id AND d.workspace_id = $1
       LEFT JOIN succeeded ok ON ok.destination_id = h.destination_id
      WHERE (h.destination_id = '' AND h.outcome = 'failed_on_ingest')
         OR (d.enabled AND (h.outcome IN ('failed_delivery', 'pending_retry')
             OR (h.outcome = 'filtered_at_destination' AND h.reason IN ('INVALID_SETTINGS', 'FILTER_ERROR'))))
      GROUP BY h.source_id, s.name, h.destination_id, d.name, coalesce(d.type, s.type), h.outcome, h.reason, ok.at
      ORDER BY max(h.last_at) DESC
      LIMIT $3`,
    [workspaceId, from, MOST],
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

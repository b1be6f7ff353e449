import type { Sql } from '../client';

/** What a destination did in a period. */
export interface DestinationTotals {
  destinationId: string;
  delivered: number;
  failed: number;
  filtered: number;
}

/** Totals per destination of a workspace since the hour that starts at `from`; destinations without any are absent. */
export async function readDestinationTotals(
  sql: Sql,
  workspaceId: string,
  destinationIds: string[],
  from: Date,
): Promise<DestinationTotals[]> {
  const { rows } = await sql.query<{ destinationId: string; delivered: string; failed: string; filtered: string }>(
    `SELECT destination_id AS "destinationId",
            coalesce(sum(count) FILTER (WHERE outcome = 'successful_delivery'), 0) AS delivered,
            coalesce(sum(count) FILTER (WHERE outcome = 'failed_delivery'), 0) AS failed,
            coalesce(sum(count) FILTER (WHERE outcome = 'filtered_at_destination'), 0) AS filtered
       FROM pipeline.outcome_count
      WHERE workspace_id = $1 AND grain = 'h' AND bucket >= $3 AND destination_id = ANY($2)
      GROUP BY destination_id`,
    [workspaceId, destinationIds, from],
  );
  return rows.map((row) => ({
    destinationId: row.destinationId,
    delivered: Number(row.delivered),
    failed: Number(row.failed),
    filtered: Number(row.filtered),
  }));
}

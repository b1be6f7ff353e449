import type { Sql } from '../client';

/** How busy a source is. */
export interface SourceActivityRow {
  sourceId: string;
  /** When its newest event arrived, accepted or not; null when the log holds none. */
  lastEventAt: Date | null;
  /** Accepted events since the start of the hour 24 hours ago, from rollups. */
  received: number;
  /** Events that failed on ingest in the same time. */
  failed: number;
}

/** How busy each of `sourceIds` is; sources of other workspaces are left out of the counts. */
export async function readSourceActivity(
  sql: Sql,
  workspaceId: string,
  sourceIds: string[],
  now: Date,
): Promise<SourceActivityRow[]> {
  const { rows } = await sql.query<{
    sourceId: string;
    lastEventAt: Date | null;
    received: string;
    failed: string;
  }>(
    `SELECT wanted.id AS "sourceId", newest.received_at AS "lastEventAt",
            COALESCE(counts.received, 0)::text AS received, COALESCE(counts.failed, 0)::text AS failed
       FROM unnest($2::text[]) AS wanted(id)
       LEFT JOIN LATERAL (SELECT received_at FROM pipeline.event
                           WHERE source_id = wanted.id AND workspace_id = $1
                           ORDER BY id DESC LIMIT 1) newest ON true
       LEFT JOIN LATERAL (SELECT sum(count) FILTER (WHERE outcome = 'successfully_received') AS received,
                                 sum(count) FILTER (WHERE outcome = 'failed_on_ingest') AS failed
                            FROM pipeline.outcome_count
                           WHERE destination_id = '' AND source_id = wanted.id AND grain = 'h'
                             AND bucket >= date_trunc('hour', $3::timestamptz, 'UTC') - interval '23 hours'
                             AND workspace_id = $1) counts ON true`,
    [workspaceId, sourceIds, now],
  );
  return rows.map((row) => ({ ...row, received: Number(row.received), failed: Number(row.failed) }));
}

import type { Sql } from '../client';

/** A source with what it received in one hour; `hour` is null when it received nothing in the period. */
export interface HomeSourceHour {
  id: string;
  name: string;
  type: string;
  enabled: boolean;
  hour: Date | null;
  received: number;
  rejected: number;
}

/** The busiest `most` sources of a workspace since the hour `from`, busiest first, one row for each hour with events. */
export async function readHomeSources(
  sql: Sql,
  workspaceId: string,
  from: Date,
  most: number,
): Promise<HomeSourceHour[]> {
  const { rows } = await sql.query<HomeSourceHour & { received: string; rejected: string }>(
    `WITH hourly AS (
       SELECT source_id, bucket,
              coalesce(sum(count) FILTER (WHERE outcome = 'successfully_received'), 0) AS received,
              coalesce(sum(count) FILTER (WHERE outcome = 'failed_on_ingest'), 0) AS rejected
         FROM pipeline.outcome_count
        WHERE workspace_id = $1 AND grain = 'h' AND bucket >= $2 AND destination_id = ''
          AND outcome IN ('successfully_received', 'failed_on_ingest')
        GROUP BY source_id, bucket),
     busiest AS (
       SELECT s.id, s.name, s.type, s.enabled, coalesce(sum(h.received + h.rejected), 0) AS total
         FROM source s LEFT JOIN hourly h ON h.source_id = s.id
        WHERE s.workspace_id = $1
        GROUP BY s.id
        ORDER BY total DESC, lower(s.name), s.id
        LIMIT $3)
     SELECT b.id, b.name, b.type, b.enabled, h.bucket AS hour,
            coalesce(h.received, 0) AS received, coalesce(h.rejected, 0) AS rejected
       FROM busiest b LEFT JOIN hourly h ON h.source_id = b.id
      ORDER BY b.total DESC, lower(b.name), b.id, h.bucket`,
    [workspaceId, from, most],
  );
  return rows.map((row) => ({ ...row, received: Number(row.received), rejected: Number(row.rejected) }));
}

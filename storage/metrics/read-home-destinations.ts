import type { Sql } from '../client';

/** A destination with what came of its deliveries in one hour; `hour` is null when nothing did in the period. */
export interface HomeDestinationHour {
  id: string;
  name: string;
  type: string;
  enabled: boolean;
  sourceName: string;
  hour: Date | null;
  delivered: number;
  failed: number;
}

/** The busiest `most` destinations since the hour `from`, those with the most failures first, one row for each such hour. */
export async function readHomeDestinations(
  sql: Sql,
  workspaceId: string,
  from: Date,
  most: number,
): Promise<HomeDestinationHour[]> {
  const { rows } = await sql.query<HomeDestinationHour & { delivered: string; failed: string }>(
    `WITH hourly AS (
       SELECT destination_id, bucket,
              coalesce(sum(count) FILTER (WHERE outcome = 'successful_delivery'), 0) AS delivered,
              coalesce(sum(count) FILTER (WHERE outcome = 'failed_delivery'), 0) AS failed
         FROM pipeline.outcome_count
        WHERE workspace_id = $1 AND grain = 'h' AND bucket >= $2 AND destination_id <> ''
          AND outcome IN ('successful_delivery', 'failed_delivery')
        GROUP BY destination_id, bucket),
     busiest AS (
       SELECT d.id, d.name, d.type, d.enabled, s.name AS source_name,
              coalesce(sum(h.failed), 0) AS failures, coalesce(sum(h.delivered + h.failed), 0) AS total
         FROM destination d
         JOIN source s ON s.id = d.source_id
         LEFT JOIN hourly h ON h.destination_id = d.id
        WHERE d.workspace_id = $1
        GROUP BY d.id, s.name
        ORDER BY failures DESC, total DESC, lower(d.name), d.id
        LIMIT $3)
     SELECT b.id, b.name, b.type, b.enabled, b.source_name AS "sourceName", h.bucket AS hour,
            coalesce(h.delivered, 0) AS delivered, coalesce(h.failed, 0) AS failed
       FROM busiest b LEFT JOIN hourly h ON h.destination_id = b.id
      ORDER BY b.failures DESC, b.total DESC, lower(b.name), b.id, h.bucket`,
    [workspaceId, from, most],
  );
  return rows.map((row) => ({ ...row, delivered: Number(row.delivered), failed: Number(row.failed) }));
}

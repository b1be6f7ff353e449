import type { Sql } from '../client';

/** One class of the latency histogram of a destination: `count` deliveries of at most `leMs`. */
export interface HomeLatencyClass {
  destinationId: string;
  leMs: number;
  count: number;
}

/** The latency histograms of some destinations (the caller's own) since the hour `from`. */
export async function readHomeLatencies(sql: Sql, destinationIds: string[], from: Date): Promise<HomeLatencyClass[]> {
  if (destinationIds.length === 0) return [];
  const { rows } = await sql.query<HomeLatencyClass & { count: string }>(
    `SELECT destination_id AS "destinationId", le_ms AS "leMs", sum(count) AS count
       FROM pipeline.latency_count
      WHERE destination_id = ANY($1) AND grain = 'h' AND bucket >= $2
      GROUP BY destination_id, le_ms`,
    [destinationIds, from],
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

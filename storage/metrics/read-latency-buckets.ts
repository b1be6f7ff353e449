import type { Sql } from '../client';
import type { Grain } from './grains';

/** How many successful deliveries of one bucket took at most `leMs` (and more than the next smaller bound). */
export interface LatencyBucket {
  bucket: Date;
  leMs: number;
  count: number;
}

/** The latency histogram of a destination from the bucket that starts at `from` to before `to`. */
export async function readLatencyBuckets(
  sql: Sql,
  destinationId: string,
  grain: Grain,
  from: Date,
  to: Date,
): Promise<LatencyBucket[]> {
  const { rows } = await sql.query<{ bucket: Date; leMs: number; count: string }>(
    `SELECT bucket, le_ms AS "leMs", count
       FROM pipeline.latency_count
      WHERE destination_id = $1 AND grain = $2 AND bucket >= $3 AND bucket < $4
      ORDER BY bucket, le_ms`,
    [destinationId, grain, from, to],
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

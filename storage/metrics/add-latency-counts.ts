import type { Sql } from '../client';
import { GRAINS, bucketStart } from './grains';

/** One delivered event: from received by the API to delivered. */
export interface LatencyCount {
  at: Date;
  destinationId: string;
  latencyMs: number;
}

/**
 * Upper bounds (inclusive, milliseconds) of the classes of the latency histogram: eight to a factor of ten, so that a
 * percentile read from it is at most 34 % off, up to the four hours of the retry window; the last class has no bound.
 */
export const LATENCY_BOUNDS_MS: readonly number[] = [
  ...new Set(Array.from({ length: 59 }, (_, step) => Math.round(10 ** (step / 8)))),
  2_147_483_647,
];

/** The class a latency falls into. */
export function latencyBound(latencyMs: number): number {
  return LATENCY_BOUNDS_MS.find((bound) => latencyMs <= bound) ?? 2_147_483_647;
}

const UPSERT = `
INSERT INTO pipeline.latency_count (grain, bucket, destination_id, le_ms, count)
SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::int[], $5::bigint[])
ON CONFLICT (destination_id, grain, bucket, le_ms) DO UPDATE SET count = latency_count.count + excluded.count`;

/** Adds to the latency histograms of minute, hour and day. Call after addOutcomeCounts: one order of locks everywhere. */
export async function addLatencyCounts(sql: Sql, rows: LatencyCount[]): Promise<void> {
  const totals = new Map<string, { grain: string; bucket: Date; destinationId: string; leMs: number; count: number }>();
  const minutes = new Map<string, { at: Date; destinationId: string; leMs: number; count: number }>();
  for (const { at, destinationId, latencyMs } of rows) {
    const leMs = latencyBound(latencyMs);
    const key = `${destinationId} ${Math.floor(at.getTime() / 60_000)} ${leMs}`;
    const found = minutes.get(key);
    if (found) found.count += 1;
    else minutes.set(key, { at, destinationId, leMs, count: 1 });
  }
  for (const { at, destinationId, leMs, count } of minutes.values()) {
    for (const grain of GRAINS) {
      const bucket = bucketStart(grain, at);
      const key = `${destinationId} ${grain} ${bucket.toISOString()} ${leMs}`;
      const found = totals.get(key);
      if (found) found.count += count;
      else totals.set(key, { grain, bucket, destinationId, leMs, count });
    }
  }
  if (totals.size === 0) return;
  const sorted = [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await sql.query(UPSERT, [
    sorted.map((row) => row.grain),
    sorted.map((row) => row.bucket),
    sorted.map((row) => row.destinationId),
    sorted.map((row) => row.leMs),
    sorted.map((row) => row.count),
  ]);
}

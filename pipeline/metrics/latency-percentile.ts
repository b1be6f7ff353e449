/** One class of a latency histogram: `count` values of at most `leMs` and more than the next smaller bound. */
export interface LatencyClass {
  leMs: number;
  count: number;
}

/** The bound of the last class of a histogram, which has none. */
const UNBOUNDED = 2_147_483_647;

/**
 * The `percentile` (0 to 1) of a histogram in milliseconds, straight within the class it falls into; null without values.
 * Its error is at most the width of that class; in the class without a bound it is where that class begins.
 */
export function latencyPercentile(classes: LatencyClass[], percentile: number): number | null {
  const merged = new Map<number, number>();
  for (const { leMs, count } of classes) merged.set(leMs, (merged.get(leMs) ?? 0) + count);
  const sorted = [...merged].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  const rank = percentile * total;
  let below = 0;
  let lower = 0;
  for (const [leMs, count] of sorted) {
    if (count > 0 && below + count >= rank) {
      if (leMs >= UNBOUNDED) return lower;
      return Math.round(lower + ((leMs - lower) * Math.max(0, rank - below)) / count);
    }
    below += count;
    lower = leMs;
  }
  return lower;
}

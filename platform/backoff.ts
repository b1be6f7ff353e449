/** How a retry delay grows: `baseMs * 2^(attempt-1)`, capped, then scattered over [half, full]. */
export interface Backoff {
  baseMs: number;
  maxMs: number;
}

/**
 * Milliseconds to wait after failed attempt number `attempt` (1 for the first). Randomised, so that what failed
 * together does not return together ("randomised exponential backoff", segment-facts 4.10).
 */
export function backoffDelay(attempt: number, { baseMs, maxMs }: Backoff, random: () => number = Math.random): number {
  const full = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full / 2 + (full / 2) * random());
}

import { backoffDelay, type Backoff } from '@/platform/backoff';

/** When failed deliveries are tried again, and for how long. */
export interface RetryPolicy {
  backoff: Backoff;
  /** From the creation of a delivery to its last try (segment-facts 4.10: four hours). */
  windowMs: number;
  /** Longest wait that a Retry-After may ask for. */
  maxRetryAfterMs: number;
}

/** Segment's window, with about eleven tries in it. */
export const RETRY_POLICY: RetryPolicy = {
  backoff: { baseMs: 5000, maxMs: 3_600_000 },
  windowMs: 4 * 3_600_000,
  maxRetryAfterMs: 3_600_000,
};

/** A last try is put exactly at the end of the window when at least this much of it is left. */
const LAST_TRY_MS = 60_000;

/** A failed try, as far as the next one depends on it. */
export interface FailedTry {
  /** 1 for the first. */
  attempt: number;
  createdAt: Date;
  now: Date;
  retryAfterMs: number | null;
}

/** When to try again, or null when the window is over. The destination's Retry-After is never undercut. */
export function nextTry(policy: RetryPolicy, failed: FailedTry, random: () => number = Math.random): Date | null {
  const now = failed.now.getTime();
  const end = failed.createdAt.getTime() + policy.windowMs;
  const asked = Math.min(failed.retryAfterMs ?? 0, policy.maxRetryAfterMs);
  const at = now + Math.max(backoffDelay(failed.attempt, policy.backoff, random), asked);
  if (at <= end) return new Date(at);
  return end - now >= Math.min(LAST_TRY_MS, policy.windowMs) && now + asked <= end ? new Date(end) : null;
}

import { backoffDelay, type Backoff } from '@/platform/backoff';
import { LAST_TRY_MS, RETRY_BACKOFF, type DeliverySettings } from '@/spec/retry-schedule';

/** When failed deliveries are tried again, and for how long. */
export interface RetryPolicy {
  backoff: Backoff;
  /** From the creation of a delivery to its last try. */
  windowMs: number;
  /** Most tries, the first included; null: as many as fit into the window. */
  maxAttempts: number | null;
  /** Longest wait that a Retry-After may ask for. */
  maxRetryAfterMs: number;
}

/** The policy of a destination. */
export function retryPolicyOf({ maxAttempts, windowMinutes }: DeliverySettings): RetryPolicy {
  return {
    backoff: RETRY_BACKOFF,
    windowMs: windowMinutes * 60_000,
    maxAttempts,
    maxRetryAfterMs: RETRY_BACKOFF.maxMs,
  };
}

/** A failed try, as far as the next one depends on it. */
export interface FailedTry {
  /** 1 for the first. */
  attempt: number;
  createdAt: Date;
  now: Date;
  retryAfterMs: number | null;
}

/** When to try again, or null when no try is left. The destination's Retry-After is never undercut. */
export function nextTry(policy: RetryPolicy, failed: FailedTry, random: () => number = Math.random): Date | null {
  if (policy.maxAttempts !== null && failed.attempt >= policy.maxAttempts) return null;
  const now = failed.now.getTime();
  const end = failed.createdAt.getTime() + policy.windowMs;
  const asked = Math.min(failed.retryAfterMs ?? 0, policy.maxRetryAfterMs);
  const at = now + Math.max(backoffDelay(failed.attempt, policy.backoff, random), asked);
  if (at <= end) return new Date(at);
  return end - now >= Math.min(LAST_TRY_MS, policy.windowMs) && now + asked <= end ? new Date(end) : null;
}

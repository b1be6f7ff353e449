import type { ClaimedDelivery } from '@/storage/deliveries/claim-deliveries';
import { writeProgress } from './progress';
import type { TriedDelivery } from './deliver-claim';
import { nextTry, type RetryPolicy } from './retry-policy';

/** What is to be done with a claimed delivery. */
export type Verdict = { delivery: ClaimedDelivery; at: Date; durationMs: number; status: number | null } & (
  | { kind: 'delivered' }
  | { kind: 'retry'; reason: string; message: string; nextAt: Date; doneSubscriptions: string[] }
  /** `tried` is false when the delivery ended without a try: nobody to deliver to, or no time left. */
  | { kind: 'failed'; reason: string; message: string; tried: boolean }
);

const hours = (ms: number) => Math.round(ms / 360_000) / 10;

/** The sentence for a delivery whose window is over. */
const windowOver = ({ windowMs }: RetryPolicy) => `It was tried for ${hours(windowMs)} hours; no try is left.`;

/** Judges a delivery after a try. `retryAfterMs` of the failure is honoured. */
export function judge(
  tried: TriedDelivery,
  policy: RetryPolicy,
  at: Date,
  random: () => number = Math.random,
): Verdict {
  const { delivery, progress, durationMs } = tried;
  const { failure } = progress;
  const base = { delivery, at, durationMs, status: failure?.status ?? tried.exchange?.response?.status ?? null };
  if (failure?.kind === 'retry') {
    const { attempt, createdAt } = delivery;
    const nextAt = nextTry(policy, { attempt, createdAt, now: at, retryAfterMs: failure.retryAfterMs }, random);
    const { reason, message } = failure;
    return nextAt
      ? { ...base, kind: 'retry', reason, message, nextAt, doneSubscriptions: writeProgress(progress) }
      : { ...base, kind: 'failed', reason, message: `${message} ${windowOver(policy)}`, tried: true };
  }
  if (failure) return { ...base, kind: 'failed', reason: failure.reason, message: failure.message, tried: true };
  const earlier = [...progress.settled.values()].find((reason) => reason !== null);
  if (earlier != null)
    return {
      ...base,
      kind: 'failed',
      reason: earlier,
      message: 'One of its mappings failed at an earlier try.',
      tried: true,
    };
  return { ...base, kind: 'delivered' };
}

/** Ends a delivery without a try. */
export function endUntried(delivery: ClaimedDelivery, reason: string, message: string, at: Date): Verdict {
  return { kind: 'failed', delivery, at, durationMs: 0, status: null, reason, message, tried: false };
}

/** Ends a delivery whose window ended while it waited; null when it still has time. The first try is never skipped. */
export function endExpired(
  delivery: ClaimedDelivery,
  policy: RetryPolicy,
  at: Date,
  hopeless: string | null,
): Verdict | null {
  if (at.getTime() <= delivery.createdAt.getTime() + policy.windowMs) return null;
  const reason = delivery.attempt > 1 ? delivery.lastReason : hopeless;
  return reason === null ? null : endUntried(delivery, reason, windowOver(policy), at);
}

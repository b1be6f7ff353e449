import type { ClaimedDelivery } from '@/storage/deliveries/claim-deliveries';
import { writeProgress } from './progress';
import type { TriedDelivery } from './deliver-claim';
import { nextTry, type RetryPolicy } from './retry-policy';

/** What is to be done with a claimed delivery. */
export type Verdict = { delivery: ClaimedDelivery; at: Date; durationMs: number; status: number | null } & (
  | { kind: 'delivered' }
  | { kind: 'retry'; reason: string; message: string; nextAt: Date; doneSubscriptions: string[] }
  /**
   * `tried` is false when the delivery ended without a try: nobody to deliver to, or no time left. `doneSubscriptions`
   * says which mappings were delivered all the same.
   */
  | { kind: 'failed'; reason: string; message: string; tried: boolean; doneSubscriptions: string[] }
);

/** A time in words: "20 minutes", "4 hours". */
function inWords(ms: number): string {
  const [count, unit] =
    ms < 3_600_000 ? [Math.round(ms / 6000) / 10, 'minute'] : [Math.round(ms / 360_000) / 10, 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The sentence for a delivery whose window is over. */
const windowOver = ({ windowMs }: RetryPolicy) => `It was tried for ${inWords(windowMs)}; no try is left.`;

/** Tries of this delivery that its schedule counts. */
const triesOf = ({ attempt, earlierAttempts }: ClaimedDelivery) => attempt - earlierAttempts;

function noTryLeft(delivery: ClaimedDelivery, policy: RetryPolicy): string {
  const tries = triesOf(delivery);
  if (policy.maxAttempts === null || tries < policy.maxAttempts) return windowOver(policy);
  return tries === 1 ? 'One try is all it is given.' : `It was tried ${tries} times; no try is left.`;
}

/** Judges a delivery after a try. `retryAfterMs` of the failure is honoured. */
export function judge(
  tried: TriedDelivery,
  policy: RetryPolicy,
  at: Date,
  random: () => number = Math.random,
): Verdict {
  const { delivery, progress, durationMs } = tried;
  const { failure } = progress;
  const doneSubscriptions = writeProgress(progress);
  const base = {
    delivery,
    at,
    durationMs,
    status: failure?.status ?? tried.status ?? tried.exchange?.response?.status ?? null,
  };
  if (failure?.kind === 'retry') {
    const { createdAt } = delivery;
    const nextAt = nextTry(
      policy,
      { attempt: triesOf(delivery), createdAt, now: at, retryAfterMs: failure.retryAfterMs },
      random,
    );
    const { reason, message } = failure;
    return nextAt
      ? { ...base, kind: 'retry', reason, message, nextAt, doneSubscriptions }
      : {
          ...base,
          kind: 'failed',
          reason,
          message: `${message} ${noTryLeft(delivery, policy)}`,
          tried: true,
          doneSubscriptions,
        };
  }
  if (failure) {
    const { reason, message } = failure;
    return { ...base, kind: 'failed', reason, message, tried: true, doneSubscriptions };
  }
  const earlier = [...progress.settled.values()].find((reason) => reason !== null);
  if (earlier != null)
    return {
      ...base,
      kind: 'failed',
      reason: earlier,
      message: 'One of its mappings failed at an earlier try.',
      tried: true,
      doneSubscriptions,
    };
  return { ...base, kind: 'delivered' };
}

/** Ends a delivery without a try. */
export function endUntried(delivery: ClaimedDelivery, reason: string, message: string, at: Date): Verdict {
  const { doneSubscriptions } = delivery;
  return {
    kind: 'failed',
    delivery,
    at,
    durationMs: 0,
    status: null,
    reason,
    message,
    tried: false,
    doneSubscriptions,
  };
}

/** Ends a delivery whose window ended while its destination was held back because of `reason`. */
export function endHeldBack(delivery: ClaimedDelivery, policy: RetryPolicy, reason: string, at: Date): Verdict {
  const message = `The destination was held back because it failed too often, and ${inWords(policy.windowMs)} are over.`;
  return endUntried(delivery, delivery.lastReason ?? reason, message, at);
}

/** Ends a delivery whose window ended while it waited; null when it still has time. The first try is never skipped. */
export function endExpired(
  delivery: ClaimedDelivery,
  policy: RetryPolicy,
  at: Date,
  hopeless: string | null,
): Verdict | null {
  if (at.getTime() <= delivery.createdAt.getTime() + policy.windowMs) return null;
  const reason = triesOf(delivery) > 1 ? delivery.lastReason : hopeless;
  return reason === null ? null : endUntried(delivery, reason, windowOver(policy), at);
}

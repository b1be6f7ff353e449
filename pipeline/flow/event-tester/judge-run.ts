import type { JsonObject } from '@/spec/event';
import { noteResult, type Progress } from '../../deliver/progress';
import type { SendableDelivery, TriedDelivery } from '../../deliver/deliver-claim';
import type { RetryPolicy } from '../../deliver/retry-policy';
import { judge, type Verdict } from '../../deliver/verdict';
import type { TestOutcome, TestVerdict } from './event-test';

/** An event as the first try of a delivery that is in no queue. */
export function asDelivery(event: JsonObject, subscriptionIds: string[]): SendableDelivery {
  const none = { workspaceId: '', sourceId: '', destinationId: '', eventId: '', messageId: '', eventType: '' };
  const now = new Date();
  const first = { id: 'test', attempt: 1, earlierAttempts: 0, createdAt: now, eventReceivedAt: now, lastReason: null };
  return { ...none, ...first, subscriptionIds, doneSubscriptions: [], payload: JSON.stringify(event) };
}

/** What a worker would make of the event, whose mappings were tried one by one, had they been one delivery. */
export function judgeTogether(tried: TriedDelivery[], policy: RetryPolicy, at: Date): Verdict {
  const progress: Progress = { settled: new Map(), failure: null };
  let decisive: TriedDelivery | null = null;
  for (const one of tried) {
    const { failure } = one.progress;
    for (const id of one.delivery.subscriptionIds) noteResult(progress, id, failure ?? { kind: 'ok' });
    if (failure !== null || progress.failure === null) decisive = one;
  }
  const { status = null, exchange = null, delivery = asDelivery({}, []) } = decisive ?? {};
  return judge({ delivery, progress, exchange, status, durationMs: 0 }, policy, at);
}

/** The verdict that fell at `at` about one mapping, for a person. */
export function toTestVerdict(verdict: Verdict, at: Date): TestVerdict {
  const { status } = verdict;
  if (verdict.kind === 'delivered') return { kind: 'delivered', status };
  const { reason, message } = verdict;
  if (verdict.kind === 'failed') return { kind: 'failed', reason, message, status };
  return { kind: 'retry', reason, message, status, delayMs: verdict.nextAt.getTime() - at.getTime() };
}

/** The verdict about the event at this destination, in the words of the outcomes. */
export function toOutcome(verdict: Verdict): TestOutcome {
  if (verdict.kind === 'delivered') return { outcome: 'successful_delivery', reason: null, detail: null, nextAt: null };
  const { reason, message: detail } = verdict;
  if (verdict.kind === 'failed') return { outcome: 'failed_delivery', reason, detail, nextAt: null };
  return { outcome: 'pending_retry', reason, detail, nextAt: verdict.nextAt.toISOString() };
}

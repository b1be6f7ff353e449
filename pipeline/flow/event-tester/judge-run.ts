import type { ActionResult } from '@/catalog/destinations/kit/action-result';
import type { Exchange } from '@/platform/outbound-http/outbound-context';
import type { ClaimedDelivery } from '@/storage/deliveries/claim-deliveries';
import { noteResult, type Progress } from '../../deliver/progress';
import type { RetryPolicy } from '../../deliver/retry-policy';
import { judge, type Verdict } from '../../deliver/verdict';
import type { TestOutcome, TestVerdict } from './event-test';

/** How a mapping ended, as the delivery of a real event is told. */
export interface EndedRun {
  subscriptionId: string;
  result: ActionResult;
  exchanges: Exchange[];
}

function firstTry(at: Date): ClaimedDelivery {
  const none = { workspaceId: '', sourceId: '', destinationId: '', eventId: '', messageId: '', eventType: '' };
  const lists = { subscriptionIds: [], doneSubscriptions: [] };
  return {
    ...none,
    ...lists,
    id: 'test',
    attempt: 1,
    earlierAttempts: 0,
    createdAt: at,
    lastReason: null,
    payload: null,
  };
}

/** What a worker would make of these results, had they come of the first try of a real delivery. */
export function judgeRuns(runs: EndedRun[], policy: RetryPolicy, at: Date): Verdict {
  const progress: Progress = { settled: new Map(), failure: null };
  let exchange: Exchange | null = null;
  for (const { subscriptionId, result, exchanges } of runs) {
    noteResult(progress, subscriptionId, result);
    const last = exchanges.at(-1);
    if (last && (result.kind !== 'ok' || progress.failure === null)) exchange = last;
  }
  return judge({ delivery: firstTry(at), progress, exchange, durationMs: 0 }, policy, at);
}

/** The verdict about one mapping, for a person. */
export function toTestVerdict(verdict: Verdict): TestVerdict {
  const { status } = verdict;
  if (verdict.kind === 'delivered') return { kind: 'delivered', status };
  const { reason, message } = verdict;
  if (verdict.kind === 'failed') return { kind: 'failed', reason, message, status };
  return { kind: 'retry', reason, message, status, nextAt: verdict.nextAt.toISOString() };
}

/** The verdict about the event at this destination, in the words of the outcomes. */
export function toOutcome(verdict: Verdict): TestOutcome {
  if (verdict.kind === 'delivered') return { outcome: 'successful_delivery', reason: null, detail: null, nextAt: null };
  const { reason, message: detail } = verdict;
  if (verdict.kind === 'failed') return { outcome: 'failed_delivery', reason, detail, nextAt: null };
  return { outcome: 'pending_retry', reason, detail, nextAt: verdict.nextAt.toISOString() };
}

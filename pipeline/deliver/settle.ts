import { storableText } from '@/platform/storable-text';
import { inTransaction } from '@/storage/client';
import { claimOf, finishDeliveries } from '@/storage/deliveries/finish-deliveries';
import { retryDeliveries } from '@/storage/deliveries/retry-deliveries';
import { addLatencyCounts } from '@/storage/metrics/add-latency-counts';
import { addOutcomeCounts, type OutcomeCount } from '@/storage/metrics/add-outcome-counts';
import type { Verdict } from './verdict';

type Of<K extends Verdict['kind']> = Extract<Verdict, { kind: K }>;

/** A sentence of an outcome is cut here; samples hold the whole story. */
const DETAIL_LENGTH = 500;

/** From received by the API to the end of a delivery; a clock that was set back makes it no less than nothing. */
function latencyOf({ delivery, at }: Verdict): number {
  return Math.min(2 ** 31 - 1, Math.max(0, at.getTime() - delivery.eventReceivedAt.getTime()));
}

function finished(verdict: Of<'delivered'> | Of<'failed'>) {
  const { delivery, at, durationMs, status } = verdict;
  const failed = verdict.kind === 'failed' ? verdict : null;
  return {
    id: delivery.id,
    attempt: delivery.attempt,
    at,
    outcome: failed ? ('failed_delivery' as const) : ('successful_delivery' as const),
    reason: failed?.reason ?? null,
    detail: failed ? storableText(failed.message.slice(0, DETAIL_LENGTH)) : null,
    status,
    durationMs,
    latencyMs: latencyOf(verdict),
    tried: failed?.tried ?? true,
    delivered: failed ? failed.doneSubscriptions.filter((done) => !done.includes('!')) : [],
  };
}

function retried(verdict: Of<'retry'>) {
  const { delivery, at, durationMs, status, reason, nextAt, doneSubscriptions } = verdict;
  return { id: delivery.id, attempt: delivery.attempt, at, reason, status, durationMs, nextAt, doneSubscriptions };
}

function countOf(verdict: Verdict): OutcomeCount {
  const { workspaceId, sourceId, destinationId, eventType, attempt } = verdict.delivery;
  const outcome =
    verdict.kind === 'delivered'
      ? 'successful_delivery'
      : verdict.kind === 'retry'
        ? 'pending_retry'
        : 'failed_delivery';
  return {
    at: verdict.at,
    workspaceId,
    sourceId,
    destinationId,
    eventType,
    outcome,
    reason: verdict.kind === 'delivered' ? '' : verdict.reason,
    onRetry: attempt > 1,
    count: 1,
  };
}

/**
 * Writes verdicts in one transaction: queue, outcomes, attempts, counts and latency together or not at all. Returns the
 * claims (`claimOf`) of the deliveries that were still ours.
 */
export async function settle(verdicts: Verdict[]): Promise<Set<string>> {
  const ends = verdicts.flatMap((verdict) => (verdict.kind === 'retry' ? [] : [finished(verdict)]));
  const retries = verdicts.flatMap((verdict) => (verdict.kind === 'retry' ? [retried(verdict)] : []));
  return inTransaction(async (sql) => {
    const ours = new Set([...(await finishDeliveries(sql, ends)), ...(await retryDeliveries(sql, retries))]);
    const settled = verdicts.filter(({ delivery }) => ours.has(claimOf(delivery)));
    await addOutcomeCounts(sql, settled.map(countOf));
    const delivered = settled.filter(({ kind }) => kind === 'delivered');
    await addLatencyCounts(
      sql,
      delivered.map((verdict) => {
        const { destinationId } = verdict.delivery;
        return { at: verdict.at, destinationId, latencyMs: latencyOf(verdict) };
      }),
    );
    return ours;
  });
}

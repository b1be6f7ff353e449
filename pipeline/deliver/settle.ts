import { storableText } from '@/platform/storable-text';
import { inTransaction } from '@/storage/client';
import type { SettledDelivery } from '@/storage/deliveries/finish-deliveries';
import { finishDeliveries } from '@/storage/deliveries/finish-deliveries';
import { retryDeliveries } from '@/storage/deliveries/retry-deliveries';
import { addLatencyCounts } from '@/storage/metrics/add-latency-counts';
import { addOutcomeCounts, type OutcomeCount } from '@/storage/metrics/add-outcome-counts';
import type { Verdict } from './verdict';

type Of<K extends Verdict['kind']> = Extract<Verdict, { kind: K }>;

/** A sentence of an outcome is cut here; samples hold the whole story. */
const DETAIL_LENGTH = 500;

/** Names a claim: a delivery and the attempt under which it was leased. */
export function claimOf({ id, attempt }: { id: string; attempt: number }): string {
  return `${id}:${attempt}`;
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
    tried: failed?.tried ?? true,
    delivered: failed ? failed.doneSubscriptions.filter((done) => !done.includes('!')) : [],
  };
}

function retried(verdict: Of<'retry'>) {
  const { delivery, at, durationMs, status, reason, nextAt, doneSubscriptions } = verdict;
  return { id: delivery.id, attempt: delivery.attempt, at, reason, status, durationMs, nextAt, doneSubscriptions };
}

function countOf(verdict: Verdict, row: SettledDelivery): OutcomeCount {
  const outcome =
    verdict.kind === 'delivered'
      ? 'successful_delivery'
      : verdict.kind === 'retry'
        ? 'pending_retry'
        : 'failed_delivery';
  return {
    at: verdict.at,
    workspaceId: row.workspaceId,
    sourceId: row.sourceId,
    destinationId: row.destinationId,
    eventType: row.eventType,
    outcome,
    reason: verdict.kind === 'delivered' ? '' : verdict.reason,
    onRetry: verdict.delivery.attempt > 1,
    count: 1,
  };
}

/**
 * Writes verdicts in one transaction: queue, outcomes, attempts, counts and latency together or not at all. Returns the
 * claims (`claimOf`) of the deliveries that were still ours.
 */
export async function settle(verdicts: Verdict[]): Promise<Set<string>> {
  const byClaim = new Map(verdicts.map((verdict) => [claimOf(verdict.delivery), verdict]));
  return inTransaction(async (sql) => {
    const ended = await finishDeliveries(
      sql,
      verdicts.flatMap((verdict) => (verdict.kind === 'retry' ? [] : [finished(verdict)])),
    );
    const waiting = await retryDeliveries(
      sql,
      verdicts.flatMap((verdict) => (verdict.kind === 'retry' ? [retried(verdict)] : [])),
    );
    const rows = [...ended, ...waiting];
    const counts = rows.flatMap((row) => {
      const verdict = byClaim.get(claimOf(row));
      return verdict ? [countOf(verdict, row)] : [];
    });
    await addOutcomeCounts(sql, counts);
    const latencies = ended.flatMap((row) => {
      const verdict = byClaim.get(claimOf(row));
      const { destinationId, latencyMs } = row;
      return verdict?.kind === 'delivered' ? [{ at: verdict.at, destinationId, latencyMs }] : [];
    });
    await addLatencyCounts(sql, latencies);
    return new Set(rows.map(claimOf));
  });
}

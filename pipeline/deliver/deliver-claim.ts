import type { ActionResult } from '@/catalog/destinations/kit/action-result';
import type { BatchPlan } from '@/catalog/destinations/kit/batch-plan';
import type { Exchange, OutboundRules } from '@/platform/outbound-http/outbound-context';
import type { JsonObject } from '@/spec/event';
import type { ClaimedDelivery } from '@/storage/deliveries/claim-deliveries';
import type { SubscriptionConfig } from '@/storage/deliveries/destination-config';
import { noteResult, readProgress, type Progress } from './progress';
import type { ReadyTarget } from './target';

/** One delivery after a try. */
export interface TriedDelivery {
  delivery: ClaimedDelivery;
  progress: Progress;
  /** The exchange that explains the failure, or the last one; null when nothing was sent. */
  exchange: Exchange | null;
  durationMs: number;
}

interface Job extends TriedDelivery {
  event: JsonObject;
}

const REMOVED: ActionResult = {
  kind: 'final',
  reason: 'MAPPING_REMOVED',
  status: null,
  message: 'The mapping was deleted or disabled while the event was on its way.',
};

function note(job: Job, subscriptionId: string, result: ActionResult, exchanges: Exchange[]): void {
  noteResult(job.progress, subscriptionId, result);
  const last = exchanges.at(-1);
  if (last && (result.kind !== 'ok' || job.progress.failure === null)) job.exchange = last;
}

/** Events whose keys cannot be computed go alone; running them tells what is wrong. */
function keyOf(plan: BatchPlan, { event, delivery }: Job): string {
  try {
    return plan.keyOf(event);
  } catch {
    return delivery.id;
  }
}

/** The jobs of one mapping in requests: alone, or grouped by the keys of the plan, at most `size` together. */
function groups(jobs: Job[], plan: BatchPlan | null): Job[][] {
  if (!plan) return jobs.map((job) => [job]);
  const byKey = new Map<string, Job[]>();
  for (const job of jobs) {
    const key = keyOf(plan, job);
    byKey.set(key, [...(byKey.get(key) ?? []), job]);
  }
  return [...byKey.values()].flatMap((group) => {
    const chunks: Job[][] = [];
    for (let start = 0; start < group.length; start += plan.size) chunks.push(group.slice(start, start + plan.size));
    return chunks;
  });
}

async function runGroup(
  target: ReadyTarget,
  subscription: SubscriptionConfig,
  group: Job[],
  batch: boolean,
  rules?: OutboundRules,
): Promise<void> {
  const { actionSlug, mapping } = subscription;
  const step = { actionSlug, mapping, settings: target.settings };
  const events = group.map(({ event }) => event);
  const [first] = events;
  if (!first) return;
  const { results, exchanges } = batch
    ? await target.executor.runBatch(step, events, rules)
    : await target.executor.runOne(step, first, rules);
  group.forEach((job, index) => {
    const result = results[index];
    if (result) note(job, subscription.id, result, exchanges);
  });
}

/**
 * Tries claimed deliveries of one destination once: every mapping that is not settled yet, batched where the mapping asks
 * for it, all requests at the same time. Calls `onTried` as soon as a delivery has been tried with all its mappings.
 * Events must be readable JSON; the caller has sorted out the others.
 */
export async function deliverClaim(
  deliveries: (ClaimedDelivery & { event: JsonObject })[],
  target: ReadyTarget,
  onTried: (tried: TriedDelivery) => void,
  rules?: OutboundRules,
): Promise<void> {
  const started = performance.now();
  const pending = new Map<string, Promise<void>[]>();
  const bySubscription = new Map<string, Job[]>();
  const jobs = deliveries.map(({ event, ...delivery }): Job => {
    const progress = readProgress(delivery.doneSubscriptions);
    return { delivery, event, progress, exchange: null, durationMs: 0 };
  });
  for (const job of jobs) {
    for (const id of job.delivery.subscriptionIds.filter((one) => !job.progress.settled.has(one))) {
      if (!target.subscriptions.has(id)) note(job, id, REMOVED, []);
      else bySubscription.set(id, [...(bySubscription.get(id) ?? []), job]);
    }
  }
  for (const [id, members] of bySubscription) {
    const subscription = target.subscriptions.get(id);
    if (!subscription) continue;
    const plan = target.executor.batchPlan(subscription.actionSlug, subscription.mapping);
    for (const group of groups(members, plan)) {
      const run = runGroup(target, subscription, group, plan !== null, rules);
      for (const { delivery } of group) pending.set(delivery.id, [...(pending.get(delivery.id) ?? []), run]);
    }
  }
  await Promise.all(
    jobs.map(async (job) => {
      await Promise.all(pending.get(job.delivery.id) ?? []);
      onTried({
        delivery: job.delivery,
        progress: job.progress,
        exchange: job.exchange,
        durationMs: Math.round(performance.now() - started),
      });
    }),
  );
}

import type { ActionResult } from '@/catalog/destinations/kit/action-result';
import type { DestinationRuns, EventRun } from '@/catalog/destinations/run/contract';
import { destinationRuns } from '@/catalog/destinations/run/destination-runs';
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
  /** The exchange that explains the failure; null when there is none. */
  exchange: Exchange | null;
  /** Status of the last answer, when there was any. */
  status?: number | null;
  durationMs: number;
  /** Whether the failure came after a request; not so when it was all ours. */
  asked?: boolean;
}

/** A delivery whose event can be sent. */
export type SendableDelivery = ClaimedDelivery & { payload: string };

/** What a claim is delivered with; tests and the worker choose. */
export interface ClaimOptions {
  rules?: OutboundRules;
  runs?: DestinationRuns;
  /**
   * Called once per claim and mapping when a destination that signs in with OAuth answers 401. Returns settings with
   * fresh tokens, with which what was refused is tried once more, or null.
   */
  onUnauthorized?: (target: ReadyTarget) => Promise<JsonObject | null>;
}

interface Job extends TriedDelivery {
  payload: string;
  /** Mappings without a result yet. */
  left: number;
}

const REMOVED: ActionResult = {
  kind: 'final',
  reason: 'MAPPING_REMOVED',
  status: null,
  message: 'The mapping was deleted or disabled while the event was on its way.',
};

function note(job: Job, subscriptionId: string, { result, status, exchanges }: EventRun): void {
  const before = job.progress.failure;
  noteResult(job.progress, subscriptionId, result);
  if (job.progress.failure !== before) job.asked = exchanges.length > 0;
  const last = exchanges.at(-1);
  if (last && (result.kind !== 'ok' || job.progress.failure === null)) job.exchange = last;
  if (result.kind !== 'ok' || job.progress.failure === null) job.status = status;
}

const isUnauthorized = ({ result }: EventRun) => result.kind !== 'ok' && result.status === 401;

/** Refused, and not renewable now: the event waits for the account to be connected again, as long as its window lasts. */
function awaitingAccount(run: EventRun): EventRun {
  const message = 'The destination refused the token, and it could not be renewed. Connect the account again.';
  return { ...run, result: { kind: 'retry', reason: '401', status: 401, message, retryAfterMs: null } };
}

/** Runs one mapping for its deliveries; `done` is called once for each. */
async function runMapping(
  target: ReadyTarget,
  { actionSlug, mapping }: SubscriptionConfig,
  jobs: Job[],
  done: (job: Job, run: EventRun) => void,
  { rules, runs = destinationRuns(), onUnauthorized }: ClaimOptions,
): Promise<void> {
  const renews = target.oauth && onUnauthorized !== undefined;
  const attempt = async (members: Job[], settings: JsonObject, mayRenew: boolean) => {
    const refused: { job: Job; run: EventRun }[] = [];
    const texts = members.map(({ payload }) => payload);
    await runs.run({ type: target.type, actionSlug, mapping, settings }, texts, {
      rules,
      exchanges: 'failures',
      onEvent: (index, run) => {
        const job = members[index];
        if (!job) return;
        if (mayRenew && isUnauthorized(run)) refused.push({ job, run });
        else done(job, run);
      },
    });
    return refused;
  };
  const refused = await attempt(jobs, target.settings, renews);
  if (refused.length === 0) return;
  const fresh = (await onUnauthorized?.(target).catch(() => null)) ?? null;
  if (fresh === null) for (const { job, run } of refused) done(job, awaitingAccount(run));
  else {
    const again = refused.map(({ job }) => job);
    await attempt(again, fresh, false);
  }
}

/**
 * Tries claimed deliveries of one destination once: every mapping that is not settled yet, batched where the mapping asks
 * for it, all requests at the same time. Calls `onTried` as soon as a delivery has been tried with all its mappings.
 */
export async function deliverClaim(
  deliveries: SendableDelivery[],
  target: ReadyTarget,
  onTried: (tried: TriedDelivery) => void,
  options: ClaimOptions = {},
): Promise<void> {
  const started = performance.now();
  const finish = (job: Job) => {
    const { delivery, progress, exchange, status, asked } = job;
    onTried({ delivery, progress, exchange, status, asked, durationMs: Math.round(performance.now() - started) });
  };
  const bySubscription = new Map<string, Job[]>();
  for (const delivery of deliveries) {
    const progress = readProgress(delivery.doneSubscriptions);
    const job: Job = { delivery, payload: delivery.payload, progress, exchange: null, durationMs: 0, left: 0 };
    for (const id of delivery.subscriptionIds) {
      if (progress.settled.has(id)) continue;
      if (!target.subscriptions.has(id)) {
        note(job, id, { result: REMOVED, status: null, exchanges: [] });
        continue;
      }
      job.left += 1;
      const members = bySubscription.get(id);
      if (members) members.push(job);
      else bySubscription.set(id, [job]);
    }
    if (job.left === 0) finish(job);
  }
  await Promise.all(
    [...bySubscription].map(([id, members]) => {
      const subscription = target.subscriptions.get(id);
      const done = (job: Job, run: EventRun) => {
        note(job, id, run);
        job.left -= 1;
        if (job.left === 0) finish(job);
      };
      return subscription ? runMapping(target, subscription, members, done, options) : Promise.resolve();
    }),
  );
}

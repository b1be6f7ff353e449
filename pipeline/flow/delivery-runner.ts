import type { Logger } from '@/platform/logger';
import type { OutboundRules } from '@/platform/outbound-http/outbound-context';
import type { JsonObject } from '@/spec/event';
import { pool } from '@/storage/client';
import { claimDeliveries, type ClaimedDelivery } from '@/storage/deliveries/claim-deliveries';
import { releaseDeliveries } from '@/storage/deliveries/release-deliveries';
import { deliverClaim, type TriedDelivery } from '../deliver/deliver-claim';
import type { Lane } from '../deliver/lane';
import type { RetryPolicy } from '../deliver/retry-policy';
import { SampleBudget, sampleOf } from '../deliver/sample-of';
import { Settler } from '../deliver/settler';
import type { ReadyTarget, Target } from '../deliver/target';
import { endExpired, endUntried, judge, type Verdict } from '../deliver/verdict';

/** What the runner is built with. */
export interface RunnerOptions {
  log: Logger;
  policy: RetryPolicy;
  /** How long a claim is ours; longer than any run of an action may take. */
  leaseMs: number;
  rules?: OutboundRules;
  /** Room has come free in this lane. */
  onRoom: (lane: Lane) => void;
}

const UNREADABLE = 'The stored event could not be read.';

function parse(payload: string): JsonObject | null {
  try {
    return JSON.parse(payload) as JsonObject;
  } catch {
    return null;
  }
}

/** Claims deliveries of a lane, tries them, and has the results written. */
export class DeliveryRunner {
  /** Claimed and not yet settled, by id. */
  readonly inFlight = new Map<string, ClaimedDelivery>();
  private readonly settler: Settler;
  private readonly budget = new SampleBudget();

  constructor(private readonly options: RunnerOptions) {
    this.settler = new Settler(options.log);
  }

  /** Claims up to `count` and starts them; returns how many there were. */
  async claim(lane: Lane, target: Target, count: number): Promise<number> {
    const claimed = await claimDeliveries(pool(), lane.destinationId, count, this.options.leaseMs);
    lane.inFlight += claimed.length;
    for (const delivery of claimed) this.inFlight.set(delivery.id, delivery);
    if (claimed.length > 0) void this.run(lane, target, claimed);
    return claimed.length;
  }

  /** Gives back what is still in flight, so that another worker need not wait for the leases to end. */
  async releaseRest(): Promise<void> {
    await releaseDeliveries(pool(), [...this.inFlight.values()]);
  }

  /** Writes the last results. */
  close(): Promise<void> {
    return this.settler.close();
  }

  private async run(lane: Lane, target: Target, claimed: ClaimedDelivery[]): Promise<void> {
    const open = new Map(claimed.map((delivery) => [delivery.id, delivery]));
    const end = (verdict: Verdict, tried: TriedDelivery | null, secrets: readonly string[]) => {
      if (!open.delete(verdict.delivery.id)) return;
      this.settle(lane, verdict, tried, secrets);
    };
    try {
      const ready = this.sortOut(lane, target, claimed, (verdict) => end(verdict, null, []));
      if (target.kind !== 'ready' || ready.length === 0) return;
      const finish = (tried: TriedDelivery) => end(this.judge(lane, tried), tried, target.secrets);
      await deliverClaim(ready, target, finish, this.options.rules);
    } catch (error) {
      this.options.log.error('A claim of deliveries failed.', { error, destinationId: lane.destinationId });
      for (const delivery of [...open.values()]) {
        const message = 'Switchyard failed while preparing the event.';
        const failure = { kind: 'retry' as const, reason: 'INTERNAL', status: null, message, retryAfterMs: null };
        const tried = {
          delivery,
          exchange: null,
          durationMs: 0,
          progress: { settled: new Map<string, null>(), failure },
        };
        end(this.judge(lane, tried), tried, target.kind === 'ready' ? target.secrets : []);
      }
    }
  }

  /** Ends what cannot be tried; the rest is ready. */
  private sortOut(lane: Lane, target: Target, claimed: ClaimedDelivery[], end: (verdict: Verdict) => void) {
    const at = new Date();
    const hopeless = lane.hopeless(at.getTime());
    return claimed.flatMap((delivery): (ClaimedDelivery & { event: JsonObject })[] => {
      const event = delivery.payload === null ? null : parse(delivery.payload);
      const expired = endExpired(delivery, this.options.policy, at, hopeless);
      if (target.kind === 'closed') end(endUntried(delivery, target.reason, target.message, at));
      else if (expired) end(expired);
      else if (delivery.payload === null)
        end(endUntried(delivery, 'EVENT_EXPIRED', 'The event is no longer in the log.', at));
      else if (!event) end(endUntried(delivery, 'INTERNAL', UNREADABLE, at));
      else return [{ ...delivery, event }];
      return [];
    });
  }

  private judge(lane: Lane, tried: TriedDelivery): Verdict {
    const at = new Date();
    const { failure } = tried.progress;
    const retryAfterMs = failure?.kind === 'retry' ? failure.retryAfterMs : null;
    const kind = failure === null ? 'delivered' : failure.kind === 'retry' ? 'retry' : 'failed';
    const { reason = null, status = null } = failure ?? {};
    lane.note({ kind, reason, status, retryAfterMs }, at.getTime());
    return judge(tried, this.options.policy, at);
  }

  private settle(lane: Lane, verdict: Verdict, tried: TriedDelivery | null, secrets: readonly string[]): void {
    const { destinationId } = lane;
    const sampled =
      verdict.kind !== 'delivered' && this.budget.take(destinationId, verdict.reason, verdict.at.getTime());
    this.settler.add({
      verdict,
      sample: sampled ? () => sampleOf(verdict, tried?.exchange ?? null, secrets) : null,
      onSettled: () => {
        lane.inFlight -= 1;
        this.inFlight.delete(verdict.delivery.id);
        this.options.onRoom(lane);
      },
    });
  }
}

/** The most events that one request of a destination may carry. */
export function perRequest(target: Target): number {
  if (target.kind === 'closed') return 100;
  const plan = ({ actionSlug, mapping }: { actionSlug: string; mapping: JsonObject }, ready: ReadyTarget) =>
    ready.executor.batchPlan(actionSlug, mapping)?.size ?? 1;
  const sizes = [...target.subscriptions.values()].map((subscription) => plan(subscription, target));
  // A mapping that sends one by one sets the pace for all: its requests are as many as its events.
  return sizes.length > 0 ? Math.min(...sizes) : 100;
}

import { eventsPerRequest } from '@/catalog/destinations/kit/batch-plan';
import { tokensIn } from '@/catalog/destinations/oauth/with-tokens';
import { findDestinationType } from '@/catalog/destinations/registry';
import type { Logger } from '@/platform/logger';
import type { OutboundRules } from '@/platform/outbound-http/outbound-context';
import { redactor } from '@/platform/outbound-http/redact';
import { pool } from '@/storage/client';
import { claimDeliveries, claimExpiredDeliveries, type ClaimedDelivery } from '@/storage/deliveries/claim-deliveries';
import { releaseDeliveries } from '@/storage/deliveries/release-deliveries';
import { blameOf, type Blame } from '../deliver/blame';
import { deliverClaim, type ClaimOptions, type SendableDelivery, type TriedDelivery } from '../deliver/deliver-claim';
import type { Lane } from '../deliver/lane';
import { retryPolicyOf, type RetryPolicy } from '../deliver/retry-policy';
import { SampleBudget, sampleOf } from '../deliver/sample-of';
import { Settler } from '../deliver/settler';
import type { ReadyTarget, Target } from '../deliver/target';
import { endExpired, endHeldBack, endUntried, judge, type Verdict } from '../deliver/verdict';
import { DELIVERY_DEFAULTS } from '@/spec/retry-schedule';

/** What the runner is built with. */
export interface RunnerOptions {
  log: Logger;
  /** What tests choose instead of the destination's policy. */
  policy?: Partial<RetryPolicy>;
  /** How long a claim is ours; longer than any run of an action may take. */
  leaseMs: number;
  rules?: OutboundRules;
  /** Renews the tokens of a destination that refused them; null: it cannot. */
  onUnauthorized?: ClaimOptions['onUnauthorized'];
  /** Deliveries for which room is reserved: they will be in flight in a moment. */
  expected: () => number;
  /** Reads the destination's target from the database now. */
  readAnew: (destinationId: string) => Promise<Target>;
  /** Room has come free in this lane. */
  onRoom: (lane: Lane) => void;
  /** A result has been written. */
  onSettled?: () => void;
  /** A claimed delivery has been tried, or ended untried. */
  onEnd: (end: EndOfTry) => void;
}

/** How one claimed delivery went. */
export interface EndOfTry {
  delivery: ClaimedDelivery;
  /** What it says about the destination. */
  blame: Blame;
  /** Null when nothing failed, or nothing was tried. */
  reason: string | null;
  /** For how long the destination asked to be left alone; 0: it did not. */
  asksForMs: number;
  /** The probe that this try was. */
  probe: string | null;
}

/** Deliveries claimed and not yet written from which on no more are claimed: the database is behind. */
const MOST_UNSETTLED = 10_000;

/** Claims deliveries of a lane, tries them, and has the results written. */
export class DeliveryRunner {
  /** Claimed and not yet settled, by id. */
  readonly inFlight = new Map<string, ClaimedDelivery>();
  private readonly settler: Settler;
  private readonly budget = new SampleBudget();
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly options: RunnerOptions) {
    this.settler = new Settler(options.log);
  }

  /** Claims up to `count` and starts them, as `probe` when it is one; returns how many there were. */
  async claim(lane: Lane, target: Target, count: number, probe: string | null = null): Promise<number> {
    if (this.behind) await new Promise<void>((resume) => this.waiting.push(resume));
    const claimed = await claimDeliveries(pool(), lane.destinationId, count, this.options.leaseMs);
    lane.waited(longestWait(claimed));
    this.start(lane, target, claimed, probe);
    return claimed.length;
  }

  /** Starts deliveries that are leased to this worker. */
  start(lane: Lane, target: Target, claimed: ClaimedDelivery[], probe: string | null = null): void {
    lane.spend(performance.now(), requestsOf(claimed, target));
    this.take(lane, claimed);
    if (claimed.length > 0) void this.run(lane, target, claimed, probe);
  }

  /** Deliveries in flight and those about to be. */
  get held(): number {
    return this.inFlight.size + this.options.expected();
  }

  /** Whether the database is so far behind with results that nothing more should be started. */
  get behind(): boolean {
    return this.held >= MOST_UNSETTLED;
  }

  /** Ends what waited past its window while the destination was held back; returns how many there were. */
  async endExpired(lane: Lane, target: Target, count: number, reason: string): Promise<number> {
    const policy = this.policyOf(target);
    const { destinationId } = lane;
    const claimed = await claimExpiredDeliveries(pool(), destinationId, count, this.options.leaseMs, policy.windowMs);
    this.take(lane, claimed);
    for (const delivery of claimed) this.settle(lane, endHeldBack(delivery, policy, reason, new Date()), null, []);
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

  private take(lane: Lane, claimed: ClaimedDelivery[]): void {
    lane.inFlight += claimed.length;
    for (const delivery of claimed) {
      if (delivery.handedOver) lane.handed += 1;
      this.inFlight.set(delivery.id, delivery);
    }
  }

  private policyOf(target: Target): RetryPolicy {
    const chosen = target.kind === 'ready' ? target.delivery : DELIVERY_DEFAULTS;
    return { ...retryPolicyOf(chosen), ...this.options.policy };
  }

  private async run(lane: Lane, known: Target, claimed: ClaimedDelivery[], probe: string | null): Promise<void> {
    let target = known;
    if (isDoubtful(known, claimed)) {
      try {
        target = await this.options.readAnew(lane.destinationId);
      } catch (error) {
        const { destinationId } = lane;
        this.options.log.warn('A destination could not be read; its deliveries go back.', { error, destinationId });
        return this.giveBack(lane, claimed, probe);
      }
      // It was enabled meanwhile: its breaker and its limits have not been asked.
      if (known.kind === 'closed' && target.kind === 'ready') return this.giveBack(lane, claimed, probe);
    }
    const open = new Map(claimed.map((delivery) => [delivery.id, delivery]));
    const policy = this.policyOf(target);
    /** Kept out of what is stored; tokens that are renewed on the way come to it. */
    const secrets = target.kind === 'ready' ? [...target.secrets] : [];
    const end = (made: Verdict, tried: TriedDelivery | null) => {
      if (!open.delete(made.delivery.id)) return;
      const verdict = withoutSecrets(made, secrets);
      const asksForMs = tried ? this.pace(lane, tried) : 0;
      const blame = tried ? blameOf(tried) : 'none';
      const reason = tried?.progress.failure?.reason ?? null;
      this.options.onEnd({ delivery: verdict.delivery, blame, reason, asksForMs, probe });
      this.settle(lane, verdict, tried, secrets);
    };
    try {
      const ready = this.sortOut(lane, target, policy, claimed, (verdict) => end(verdict, null));
      if (target.kind !== 'ready' || ready.length === 0) return;
      const finish = (tried: TriedDelivery) => end(judge(tried, policy, new Date()), tried);
      const { rules, onUnauthorized } = this.options;
      const renew = async (about: ReadyTarget) => {
        const fresh = (await onUnauthorized?.(about)) ?? null;
        if (fresh) secrets.push(...tokensIn(fresh));
        return fresh;
      };
      await deliverClaim(ready, target, finish, { rules, ...(onUnauthorized ? { onUnauthorized: renew } : {}) });
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
        end(judge(tried, policy, new Date()), tried);
      }
    }
  }

  /** Puts claimed deliveries back into the queue, untried. */
  private async giveBack(lane: Lane, claimed: ClaimedDelivery[], probe: string | null): Promise<void> {
    await releaseDeliveries(pool(), claimed).catch((error: unknown) =>
      this.options.log.warn('Deliveries that go back wait for their leases to end.', { error }),
    );
    for (const delivery of claimed) {
      this.options.onEnd({ delivery, blame: 'none', reason: null, asksForMs: 0, probe });
      this.leave(lane, delivery);
      this.forget(delivery);
    }
  }

  /** Ends what cannot be tried; the rest is ready. */
  private sortOut(
    lane: Lane,
    target: Target,
    policy: RetryPolicy,
    claimed: ClaimedDelivery[],
    end: (verdict: Verdict) => void,
  ) {
    const at = new Date();
    const hopeless = lane.hopeless(performance.now());
    return claimed.flatMap((delivery): SendableDelivery[] => {
      const { payload } = delivery;
      const expired = endExpired(delivery, policy, at, hopeless);
      if (target.kind === 'closed') end(endUntried(delivery, target.reason, target.message, at));
      else if (expired) end(expired);
      else if (payload === null) end(endUntried(delivery, 'EVENT_EXPIRED', 'The event is no longer in the log.', at));
      else return [{ ...delivery, payload }];
      return [];
    });
  }

  /** Lets the lane know how a try went; returns for how long the destination asked to be left alone. */
  private pace(lane: Lane, { progress }: TriedDelivery): number {
    const { failure } = progress;
    const retryAfterMs = failure?.kind === 'retry' ? failure.retryAfterMs : null;
    const kind = failure === null ? 'delivered' : failure.kind === 'retry' ? 'retry' : 'failed';
    const { reason = null, status = null } = failure ?? {};
    return lane.note({ kind, reason, status, retryAfterMs }, performance.now());
  }

  private settle(lane: Lane, verdict: Verdict, tried: TriedDelivery | null, secrets: readonly string[]): void {
    const { destinationId } = lane;
    const sampled =
      verdict.kind !== 'delivered' && this.budget.take(destinationId, verdict.reason, verdict.at.getTime());
    this.settler.add({
      verdict,
      sample: sampled ? () => sampleOf(verdict, tried?.exchange ?? null, secrets) : null,
      onSettled: () => this.forget(verdict.delivery),
    });
    // Its request is over, so another may be made; that its result is still to be written holds nobody up.
    this.leave(lane, verdict.delivery);
  }

  private leave(lane: Lane, { handedOver }: ClaimedDelivery): void {
    lane.inFlight -= 1;
    if (handedOver) lane.handed -= 1;
    this.options.onRoom(lane);
  }

  private forget({ id }: ClaimedDelivery): void {
    this.inFlight.delete(id);
    if (!this.behind) for (const resume of this.waiting.splice(0)) resume();
    this.options.onSettled?.();
  }
}

/**
 * Whether a target must be read anew before deliveries end because of it: what they were decided by may be younger than
 * it, and then a mapping that it does not know is new, and a destination that it calls closed is open.
 */
function isDoubtful(target: Target, claimed: ClaimedDelivery[]): boolean {
  if (target.kind === 'closed') return true;
  return claimed.some(({ subscriptionIds }) => subscriptionIds.some((id) => !target.subscriptions.has(id)));
}

/** What went wrong, told without the destination's secrets: libraries like to repeat what they were given. */
function withoutSecrets(verdict: Verdict, secrets: readonly string[]): Verdict {
  if (verdict.kind === 'delivered' || secrets.length === 0) return verdict;
  return { ...verdict, message: redactor(secrets)(verdict.message) };
}

/** The most events that one request of a destination may carry. */
export function perRequest(target: Target): number {
  if (target.kind === 'closed') return 100;
  const actions = findDestinationType(target.type)?.actions ?? [];
  const sizes = [...target.subscriptions.values()].map(({ actionSlug, mapping }) =>
    eventsPerRequest(
      actions.find(({ slug }) => slug === actionSlug),
      mapping,
    ),
  );
  // A mapping that sends one by one sets the pace for all: its requests are as many as its events.
  return sizes.length > 0 ? Math.min(...sizes) : 100;
}

/** The requests that claimed deliveries make: one per mapping, or per full batch of them. */
function requestsOf(claimed: ClaimedDelivery[], target: Target): number {
  if (target.kind === 'closed') return 0;
  const calls = claimed.reduce((sum, { subscriptionIds, doneSubscriptions }) => {
    return sum + Math.max(1, subscriptionIds.length - doneSubscriptions.length);
  }, 0);
  return calls / perRequest(target);
}

/** How long (ms) the eldest of these had waited for its first try, by this machine's clock. */
function longestWait(claimed: ClaimedDelivery[]): number {
  const created = claimed.filter(({ attempt }) => attempt === 1).map(({ createdAt }) => createdAt.getTime());
  return Date.now() - Math.min(Date.now(), ...created);
}

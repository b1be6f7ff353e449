import type { Logger } from '@/platform/logger';
import type { OutboundRules } from '@/platform/outbound-http/outbound-context';
import { DELIVERY_DEFAULTS } from '@/spec/retry-schedule';
import { pool } from '@/storage/client';
import { listWaitingDestinations } from '@/storage/deliveries/list-waiting-destinations';
import { readDeliveryAnnouncements } from '@/storage/deliveries/read-delivery-announcements';
import { Lane, type LaneLimits } from '../deliver/lane';
import { renewTokens } from '../deliver/renew-tokens';
import type { RetryPolicy } from '../deliver/retry-policy';
import type { Target } from '../deliver/target';
import { Breakers, type Gate } from './breakers';
import { OwnHandOver, type HandOver } from './delivery-hand-over';
import { DeliveryRunner, perRequest } from './delivery-runner';
import { DeliveryTargets } from './delivery-targets';
import { startResending } from './resend';
import { Turns } from './turns';

/** A running delivery worker. */
export interface Delivery {
  /** Claims nothing more, waits up to 15 s for what is in flight, gives the rest back. */
  stop(): Promise<void>;
  /** For the fan-out of the same process. */
  handOver: HandOver;
  health(): { ok: boolean; detail: string };
}

/** Only tests choose other than the defaults. */
export interface DeliveryOptions {
  log: Logger;
  /** Instead of what the destinations say. */
  policy?: Partial<RetryPolicy>;
  /** The wait before the first probe; the others follow from it. */
  firstProbeMs?: number;
  leaseMs?: number;
  stopWithinMs?: number;
  rules?: OutboundRules;
}

const POLL_MS = 250;
const LEASE_MS = 60_000;
const STOP_WITHIN_MS = 15_000;
/** Deliveries in flight in all lanes from which on each lane is held to its share; most that room is reserved for at once. */
const CROWDED = 2000;
/** Claims that ask the database at the same time; results always find a free connection beside them. */
const CLAIMS_AT_ONCE = 6;
/** How often deliveries past their window are looked for while their destination is held back, and how many end at once. */
const SWEEP = { everyMs: 5000, atOnce: 500 };
/** A lane is left alone this long after its claim or its configuration failed. */
const FAULT_PAUSE_MS = 2000;
/** The queue counts as unreachable after this long without a successful look. */
const BLIND_MS = 10_000;

/**
 * Starts delivering: looks at the queue when fan-out announces something, when room comes free, and at least every
 * 250 ms, and keeps one lane per destination, so that none waits for another. Any number of workers may run.
 */
export function startDelivery(options: DeliveryOptions): Delivery {
  const { log, leaseMs = LEASE_MS } = options;
  const lanes = new Map<string, Lane>();
  const claiming = new Set<Lane>();
  const targets = new DeliveryTargets();
  let stopping = false;
  const turns = new Turns(CLAIMS_AT_ONCE);
  let seenAt = performance.now();
  let waiting = 0;
  let wake: () => void = () => undefined;
  let woken = false;

  const wakeUp = () => {
    woken = true;
    wake();
  };
  const runner = new DeliveryRunner({
    onUnauthorized: renewTokens,
    log,
    policy: options.policy,
    leaseMs,
    rules: options.rules,
    expected: () => handOver.expected,
    readAnew: (destinationId) => targets.anew(destinationId, performance.now()),
    onRoom: (lane) => {
      if (lane.more) void fill(lane);
    },
    onSettled: () => {
      if (stopping) wakeUp();
    },
    onEnd: ({ delivery, blame, reason, asksForMs, probe }) => {
      breakers.note(delivery, blame, reason);
      breakers.pause(delivery, asksForMs, performance.now());
      if (probe) breakers.endProbe(delivery.destinationId, probe, { blame, reason, asksForMs });
    },
  });

  /** What a lane may take now. */
  function limitsOf(target: Target): LaneLimits {
    const { concurrency, perSecond } = target.kind === 'ready' ? target.delivery : DELIVERY_DEFAULTS;
    const share = runner.held > CROWDED ? Math.floor(CROWDED / Math.max(1, lanes.size)) : null;
    return { concurrency, perSecond, workers: breakers.workers, share };
  }

  /** Ends what waited too long for a destination that is held back, and makes the single try when it is due. */
  async function holdBack(lane: Lane, target: Target, gate: Exclude<Gate, { kind: 'closed' }>): Promise<void> {
    lane.more = false;
    if (performance.now() >= lane.sweepAt) {
      const ended = await runner.endExpired(lane, target, SWEEP.atOnce, gate.reason);
      lane.sweepAt = performance.now() + (ended < SWEEP.atOnce ? SWEEP.everyMs : 0);
    }
    if (gate.kind !== 'probe' || stopping) return;
    const probe = await breakers.takeProbe(lane.destinationId);
    if (probe === null) return;
    let claimed = 0;
    try {
      claimed = await runner.claim(lane, target, 1, probe);
    } finally {
      if (claimed === 0) breakers.endProbe(lane.destinationId, probe, { blame: 'none', reason: null, asksForMs: 0 });
    }
  }

  /** One claim for a lane; whether another would find something. */
  async function claimOnce(lane: Lane): Promise<boolean> {
    const now = performance.now();
    const known = await targets.get(lane.destinationId, now);
    // What ends deliveries has to hold now, not a second ago.
    const target = known.kind === 'ready' ? known : await targets.anew(lane.destinationId, performance.now());
    if (stopping) return false;
    // What is deleted or disabled needs no patience: its deliveries end.
    if (target.kind === 'ready') {
      const gate = breakers.gate(lane.destinationId, now);
      if (gate.kind !== 'closed') {
        await holdBack(lane, target, gate);
        return false;
      }
      lane.pause(now + breakers.pausedFor(lane.destinationId, now));
    }
    const room = lane.room(performance.now(), perRequest(target), limitsOf(target));
    if (room === 0) return false;
    lane.more = (await runner.claim(lane, target, room)) === room;
    return lane.more;
  }

  /** Claims for a lane while it has room and there is something to claim. */
  async function fill(lane: Lane): Promise<void> {
    if (claiming.has(lane)) return;
    claiming.add(lane);
    try {
      while (await turns.run(() => claimOnce(lane)));
    } catch (error) {
      lane.pause(performance.now() + FAULT_PAUSE_MS);
      log.warn('A destination could not be delivered to; trying again.', { error, destinationId: lane.destinationId });
    } finally {
      claiming.delete(lane);
    }
  }

  /** Starts every lane that has something due; returns how long nothing else will be. */
  async function look(): Promise<number> {
    if (!breakers.known) return POLL_MS;
    const found = await listWaitingDestinations(pool());
    const now = performance.now();
    seenAt = now;
    waiting = found.length;
    targets.sweep(now);
    const named = new Set(found.map(({ destinationId }) => destinationId));
    for (const [id, lane] of lanes) if (lane.inFlight === 0 && !named.has(id) && !lane.remembers(now)) lanes.delete(id);
    let next = POLL_MS;
    for (const { destinationId, dueInMs } of found) {
      if (dueInMs > 0) next = Math.min(next, dueInMs);
      else {
        const lane = laneOf(destinationId);
        const held = breakers.gate(destinationId, now);
        if (held.kind !== 'held' || now >= lane.sweepAt) void fill(lane);
        else next = Math.min(next, held.inMs);
      }
    }
    return next;
  }

  function laneOf(destinationId: string): Lane {
    const lane = lanes.get(destinationId) ?? new Lane(destinationId);
    lanes.set(destinationId, lane);
    return lane;
  }

  /** Room for new deliveries to a destination that is well; what is not known yet is found out by claims. */
  function roomFor(destinationId: string) {
    const now = performance.now();
    const target = stopping || !breakers.known || runner.behind ? null : targets.known(destinationId, now);
    if (target?.kind !== 'ready' || !isWell(destinationId, now)) return null;
    const lane = laneOf(destinationId);
    const spare = lane.spare(now, perRequest(target), limitsOf(target));
    return { lane, target, spare: Math.min(spare, CROWDED - handOver.expected) };
  }

  const isWell = (destinationId: string, now: number) =>
    breakers.gate(destinationId, now).kind === 'closed' && breakers.pausedFor(destinationId, now) === 0;

  /** For what was reserved: whether its destination is still well and may be sent to at any pace. */
  async function stillOpen(destinationId: string) {
    const target = await targets.get(destinationId, performance.now());
    const now = performance.now();
    if (stopping || target.kind !== 'ready' || !isWell(destinationId, now)) return null;
    const lane = laneOf(destinationId);
    return lane.isFree(now, target.delivery) ? { lane, target } : null;
  }

  const pauseFor = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (woken) wake();
    });

  async function loop(): Promise<void> {
    while (!stopping) {
      woken = false;
      const rest = await look().catch((error: unknown) => {
        log.warn('The delivery queue could not be read.', { error });
        return POLL_MS * 4;
      });
      await pauseFor(Math.max(5, rest));
    }
  }

  const breakers = new Breakers({ log, leaseMs, firstProbeMs: options.firstProbeMs, onChange: wakeUp });
  const handOver: OwnHandOver = new OwnHandOver({
    log,
    leaseMs,
    workers: () => breakers.workers,
    room: roomFor,
    stillOpen,
    onPutBack: wakeUp,
    begin: (lane, target, deliveries) => runner.start(lane, target, deliveries),
  });
  const resending = startResending(log);
  const announcements = readDeliveryAnnouncements(wakeUp);
  const looping = loop();

  return {
    handOver,
    async stop() {
      stopping = true;
      wakeUp();
      await Promise.all([looping, announcements.close(), resending.stop()]);
      const end = Date.now() + (options.stopWithinMs ?? STOP_WITHIN_MS);
      const underWay = () => runner.held + claiming.size;
      while (underWay() > 0 && Date.now() < end) {
        woken = false;
        await pauseFor(Math.min(50, Math.max(1, end - Date.now())));
      }
      handOver.close();
      await runner.close();
      await breakers.stop();
      if (runner.inFlight.size === 0) return;
      log.warn('Deliveries were still in flight at the end; they will be repeated.', { count: runner.inFlight.size });
      await runner.releaseRest().catch((error: unknown) => log.warn('They wait for their leases to end.', { error }));
    },
    health() {
      const blindMs = performance.now() - seenAt;
      if (blindMs > BLIND_MS)
        return { ok: false, detail: `The queue was not read for ${Math.round(blindMs / 1000)} s.` };
      const counts = `${runner.inFlight.size} in flight, ${waiting} destinations waiting`;
      return { ok: true, detail: breakers.open > 0 ? `${counts}, ${breakers.open} held back` : counts };
    },
  };
}

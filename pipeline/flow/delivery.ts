import type { Logger } from '@/platform/logger';
import type { OutboundRules } from '@/platform/outbound-http/outbound-context';
import { pool } from '@/storage/client';
import { listWaitingDestinations } from '@/storage/deliveries/list-waiting-destinations';
import { readDeliveryAnnouncements } from '@/storage/deliveries/read-delivery-announcements';
import { Lane } from '../deliver/lane';
import { RETRY_POLICY, type RetryPolicy } from '../deliver/retry-policy';
import { DeliveryRunner, perRequest } from './delivery-runner';
import { DeliveryTargets } from './delivery-targets';

/** A running delivery worker. */
export interface Delivery {
  /** Claims nothing more, waits up to 15 s for what is in flight, gives the rest back. */
  stop(): Promise<void>;
  health(): { ok: boolean; detail: string };
}

/** Only tests choose other than the defaults. */
export interface DeliveryOptions {
  log: Logger;
  policy?: RetryPolicy;
  leaseMs?: number;
  stopWithinMs?: number;
  rules?: OutboundRules;
}

const POLL_MS = 250;
const LEASE_MS = 60_000;
const STOP_WITHIN_MS = 15_000;
/** Deliveries in flight in all lanes from which on each lane is held to the least. */
const CROWDED = 2000;
/** A lane is left alone this long after its claim or its configuration failed. */
const FAULT_PAUSE_MS = 2000;
/** The queue counts as unreachable after this long without a successful look. */
const BLIND_MS = 10_000;

/**
 * Starts delivering: looks at the queue when fan-out announces something, when room comes free, and at least every
 * 250 ms, and keeps one lane per destination, so that none waits for another. Any number of workers may run.
 */
export function startDelivery(options: DeliveryOptions): Delivery {
  const { log } = options;
  const lanes = new Map<string, Lane>();
  const claiming = new Set<Lane>();
  const targets = new DeliveryTargets();
  let stopping = false;
  let seenAt = Date.now();
  let waiting = 0;
  let wake: () => void = () => undefined;
  let woken = false;

  const wakeUp = () => {
    woken = true;
    wake();
  };
  const runner = new DeliveryRunner({
    log,
    policy: options.policy ?? RETRY_POLICY,
    leaseMs: options.leaseMs ?? LEASE_MS,
    rules: options.rules,
    onRoom: (lane) => {
      if (lane.more) void fill(lane);
      if (stopping) wakeUp();
    },
  });

  /** Claims for a lane while it has room and there is something to claim. */
  async function fill(lane: Lane): Promise<void> {
    if (claiming.has(lane)) return;
    claiming.add(lane);
    try {
      for (;;) {
        const target = await targets.get(lane.destinationId, Date.now());
        const room = lane.room(Date.now(), perRequest(target), runner.inFlight.size > CROWDED);
        if (stopping || room === 0) return;
        lane.more = (await runner.claim(lane, target, room)) === room;
        if (!lane.more) return;
      }
    } catch (error) {
      lane.pause(Date.now() + FAULT_PAUSE_MS);
      log.warn('A destination could not be delivered to; trying again.', { error, destinationId: lane.destinationId });
    } finally {
      claiming.delete(lane);
    }
  }

  /** Starts every lane that has something due; returns how long nothing else will be. */
  async function look(): Promise<number> {
    const found = await listWaitingDestinations(pool());
    const now = Date.now();
    seenAt = now;
    waiting = found.length;
    targets.sweep(now);
    const named = new Set(found.map(({ destinationId }) => destinationId));
    for (const [id, lane] of lanes) if (lane.inFlight === 0 && !named.has(id) && !lane.pausedFor(now)) lanes.delete(id);
    let next = POLL_MS;
    for (const { destinationId, dueInMs } of found) {
      if (dueInMs > 0) next = Math.min(next, dueInMs);
      else {
        const lane = lanes.get(destinationId) ?? new Lane(destinationId);
        lanes.set(destinationId, lane);
        void fill(lane);
      }
    }
    return next;
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

  const announcements = readDeliveryAnnouncements(wakeUp);
  const looping = loop();

  return {
    async stop() {
      stopping = true;
      wakeUp();
      await Promise.all([looping, announcements.close()]);
      const end = Date.now() + (options.stopWithinMs ?? STOP_WITHIN_MS);
      while ((runner.inFlight.size > 0 || claiming.size > 0) && Date.now() < end) {
        woken = false;
        await pauseFor(Math.min(50, Math.max(1, end - Date.now())));
      }
      await runner.close();
      if (runner.inFlight.size === 0) return;
      log.warn('Deliveries were still in flight at the end; they will be repeated.', { count: runner.inFlight.size });
      await runner.releaseRest().catch((error: unknown) => log.warn('They wait for their leases to end.', { error }));
    },
    health() {
      const blindMs = Date.now() - seenAt;
      if (blindMs > BLIND_MS)
        return { ok: false, detail: `The queue was not read for ${Math.round(blindMs / 1000)} s.` };
      return { ok: true, detail: `${runner.inFlight.size} in flight, ${waiting} destinations waiting` };
    },
  };
}

import type { Logger } from '@/platform/logger';
import { pool } from '@/storage/client';
import type { ClaimedDelivery } from '@/storage/deliveries/claim-deliveries';
import { releaseDeliveries } from '@/storage/deliveries/release-deliveries';
import type { Lane } from '../deliver/lane';
import type { Target } from '../deliver/target';

/** Room for new deliveries of one destination, kept until they come or `release` is called. */
export interface Reserved {
  destinationId: string;
  count: number;
}

/**
 * How fan-out gives new deliveries to the delivery worker of its own process: they enter the queue leased to it, so that
 * nobody has to claim them, and read their events again. To the queue they are like any claimed delivery: a worker that
 * dies loses its leases.
 */
export interface HandOver {
  readonly leaseMs: number;
  /** Reserves room for up to `count` new deliveries to a destination; null when they had better wait in the queue. */
  reserve(destinationId: string, count: number): Reserved | null;
  /**
   * Starts deliveries for which there is a reservation, and gives back what of it is left. What may not be sent any more,
   * or was reserved so long ago that its lease may end on the way, goes back to the queue.
   */
  start(reserved: Reserved, deliveries: ClaimedDelivery[]): void;
  /** Gives a reservation back: its deliveries were not made. */
  release(reserved: Reserved): void;
}

/** What the hand-over is made of. */
export interface HandOverParts {
  log: Logger;
  leaseMs: number;
  /** Workers that deliver, this one included. */
  workers: () => number;
  /** The destination's lane, and how many new deliveries it has room for, besides those that wait; null: none. */
  room: (destinationId: string) => { lane: Lane; target: Target; spare: number } | null;
  /** The same lane and the target of now, if new deliveries may still start; null: they had better wait. */
  stillOpen: (destinationId: string) => Promise<{ lane: Lane; target: Target } | null>;
  begin: (lane: Lane, target: Target, deliveries: ClaimedDelivery[]) => void;
  /** Deliveries are in the queue again. */
  onPutBack: () => void;
}

/** The part of a lease that may be over when its deliveries start: 5 of 60 seconds. */
const OLDEST = 1 / 12;
/** Deliveries started together: the first are on their way while the next are prepared. */
const AT_ONCE = 500;

/** The delivery worker's side of the hand-over. */
export class OwnHandOver implements HandOver {
  readonly leaseMs: number;
  private readonly given = new Map<Reserved, { lane: Lane; at: number }>();
  private closed = false;

  constructor(private readonly parts: HandOverParts) {
    this.leaseMs = parts.leaseMs;
  }

  /** How many deliveries may still come. */
  expected = 0;

  reserve(destinationId: string, count: number): Reserved | null {
    const room = this.closed ? null : this.parts.room(destinationId);
    if (!room) return null;
    // Each worker starts its part of what is new; the rest is for whoever has time.
    const granted = Math.min(room.spare, Math.ceil(count / this.parts.workers()));
    if (granted <= 0) return null;
    const reserved = { destinationId, count: granted };
    this.expected += granted;
    room.lane.inFlight += granted;
    room.lane.handed += granted;
    this.given.set(reserved, { lane: room.lane, at: performance.now() });
    return reserved;
  }

  start(reserved: Reserved, deliveries: ClaimedDelivery[]): void {
    void this.startOrPutBack(reserved, deliveries);
  }

  release(reserved: Reserved): void {
    const room = this.given.get(reserved);
    if (!room || !this.given.delete(reserved)) return;
    this.expected -= reserved.count;
    room.lane.inFlight -= reserved.count;
    room.lane.handed -= reserved.count;
  }

  private async startOrPutBack(reserved: Reserved, deliveries: ClaimedDelivery[]): Promise<void> {
    const given = this.given.get(reserved);
    // Much may have happened while the slice was written. Whoever cannot tell had better let them wait.
    const open = given && !this.closed ? await this.parts.stillOpen(reserved.destinationId).catch(() => null) : null;
    this.release(reserved);
    const inTime = given !== undefined && performance.now() - given.at <= this.leaseMs * OLDEST;
    if (!open || !inTime || this.closed) return this.putBack(deliveries);
    for (let from = 0; from < deliveries.length; from += AT_ONCE)
      this.parts.begin(open.lane, open.target, deliveries.slice(from, from + AT_ONCE));
  }

  private async putBack(deliveries: ClaimedDelivery[]): Promise<void> {
    try {
      await releaseDeliveries(pool(), deliveries);
      this.parts.onPutBack();
    } catch (error) {
      this.parts.log.warn('Deliveries that could not be started wait for their leases to end.', { error });
    }
  }

  /** Takes nothing more; what still comes is put back into the queue. */
  close(): void {
    this.closed = true;
  }
}

import type { DeliverySettings } from '@/spec/retry-schedule';
import { Rate } from './rate';

/** Requests in flight to one destination: where a lane starts, and the least it is brought down to. */
const WINDOW = { start: 16, min: 4 };
/** The window halves at most this often: one bad moment is one bad moment, however many requests were in it. */
const HALVE_EVERY_MS = 1000;
/** A destination that failed without a single success for this long is given no first tries past the window. */
const HOPELESS_AFTER_MS = 60_000;
/** How long a 429 without Retry-After stops a destination, and the longest any 429 may. */
const PAUSE = { defaultMs: 1000, maxMs: 600_000 };
/** Most deliveries of one claim. */
const CLAIM_MAX = 500;

/** Fan-out that asked for room this long ago is expected to ask again. */
const ASKED_MS = 1000;
/** What waited for its first try for longer than this goes before what is new. */
const AGED_MS = 5000;

/** How a try went, as far as the destination's pace depends on it. */
export interface Signal {
  kind: 'delivered' | 'failed' | 'retry';
  reason: string | null;
  status: number | null;
  retryAfterMs: number | null;
}

/** What bounds a lane. */
export interface LaneLimits extends Pick<DeliverySettings, 'concurrency' | 'perSecond'> {
  /** Workers that run; each takes its part of the limits. */
  workers: number;
  /** Most deliveries that this lane may hold because of all the others; null: the machine is not crowded. */
  share: number | null;
}

/**
 * The pace of one destination in this worker: how many deliveries may be in flight, how many requests a second, and until
 * when it is left alone. The window grows with success and halves when the destination times out or says it is
 * overloaded, so that a dead destination holds next to nothing and a healthy one as much as it can take. Times are
 * monotonic milliseconds.
 */
export class Lane {
  inFlight = 0;
  /** Of them, those that fan-out handed over. */
  handed = 0;
  /** The last claim was full: there is more. */
  more = false;
  /** While the destination is held back: when to look for what waited past its window. */
  sweepAt = -Infinity;
  private readonly rate = new Rate();
  private window = WINDOW.start;
  private most = Infinity;
  private halvedAt = -Infinity;
  private pausedUntil = -Infinity;
  private askedAt = -Infinity;
  /** The last claim found something that had waited long for its first try. */
  private aged = false;
  private failingSince: number | null = null;
  private lastReason: string | null = null;

  constructor(readonly destinationId: string) {}

  /** Deliveries that may be claimed now; 0 also when so few could that it is better to wait for more room. */
  room(now: number, perRequest: number, { concurrency, perSecond, workers, share }: LaneLimits): number {
    if (now < this.pausedUntil) return 0;
    this.most = Math.max(1, Math.ceil(concurrency / workers));
    const window = Math.min(this.most, Math.floor(this.window));
    const whole = Math.min(window * perRequest, Math.max(share ?? Infinity, perRequest));
    const claimable = now - this.askedAt < ASKED_MS ? Math.ceil(whole / 2) : whole;
    const free = Math.min(whole - this.inFlight, claimable - (this.inFlight - this.handed));
    const worthwhile = this.inFlight === 0 ? 1 : Math.max(1, Math.floor(whole / 8));
    if (free < worthwhile) return 0;
    const requests = this.rate.available(now, perSecond === null ? null : perSecond / workers);
    return Math.min(free, CLAIM_MAX, requests * perRequest);
  }

  /**
   * New deliveries that may start at once instead of waiting in the queue: half of what the lane may hold is for them, and
   * half for those that do wait. None while the destination is left alone, its requests are rationed, or what waits is old:
   * then the eldest come first.
   */
  spare(now: number, perRequest: number, { concurrency, perSecond, workers, share }: LaneLimits): number {
    if (this.aged || !this.isFree(now, { perSecond })) return 0;
    this.askedAt = now;
    const window = Math.min(Math.ceil(concurrency / workers), Math.floor(this.window));
    const whole = Math.min(window * perRequest, share ?? Infinity);
    return Math.max(0, Math.min(Math.floor(whole / 2) - this.handed, Math.floor(whole) - this.inFlight));
  }

  /** Whether it is neither left alone nor are its requests rationed. */
  isFree(now: number, { perSecond }: Pick<DeliverySettings, 'perSecond'>): boolean {
    return now >= this.pausedUntil && this.rate.limit(perSecond) === null;
  }

  /** Takes note of how long (ms) the eldest delivery of a claim had waited for its first try; 0 when it found none. */
  waited(ms: number): void {
    this.aged = ms > AGED_MS;
  }

  /** Takes note of requests that are being made. */
  spend(now: number, requests: number): void {
    this.rate.spend(now, requests);
  }

  /** Leaves the destination alone until then. */
  pause(until: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, until);
  }

  /** Milliseconds until the pause ends, 0 when there is none. */
  pausedFor(now: number): number {
    return Math.max(0, this.pausedUntil - now);
  }

  /** Whether there is something to remember when nothing waits: a pause, or a rate found by 429s not long ago. */
  remembers(now: number): boolean {
    return this.pausedFor(now) > 0 || (this.rate.slowedTo !== null && now - this.halvedAt < PAUSE.maxMs);
  }

  /** The reason with which deliveries past their window end without a first try; null while there is hope. */
  hopeless(now: number): string | null {
    return this.failingSince !== null && now - this.failingSince > HOPELESS_AFTER_MS ? this.lastReason : null;
  }

  /** Takes note of a try. Returns for how long (ms) the destination asked to be left alone, 0 when it did not. */
  note({ kind, reason, status, retryAfterMs }: Signal, now: number): number {
    if (kind !== 'retry') {
      // Any answer but a retryable one shows a destination that is there; even a 400 was worth the asking.
      this.failingSince = null;
      this.window = Math.min(this.most, Math.max(this.window, 1) + 1 / Math.max(this.window, 1));
      if (status !== null || kind === 'delivered') this.rate.accept(now);
      return 0;
    }
    this.failingSince ??= now;
    this.lastReason = reason;
    if (status === 429) this.rate.refuse(now);
    const asked =
      status === 429 || retryAfterMs !== null ? Math.min(PAUSE.maxMs, Math.max(PAUSE.defaultMs, retryAfterMs ?? 0)) : 0;
    if (asked > 0) this.pause(now + asked);
    const overloaded = status === null || status === 429 || status === 503 || status === 504;
    if (overloaded && now - this.halvedAt >= HALVE_EVERY_MS) {
      this.halvedAt = now;
      this.window = Math.max(Math.min(WINDOW.min, this.most), this.window / 2);
    }
    return asked;
  }
}

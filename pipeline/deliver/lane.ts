/** Requests in flight to one destination: where a lane starts, and between what it moves. */
const WINDOW = { start: 16, min: 4, max: 64 };
/** The window halves at most this often: one bad moment is one bad moment, however many requests were in it. */
const HALVE_EVERY_MS = 1000;
/** A destination that failed without a single success for this long is given no first tries past the window. */
const HOPELESS_AFTER_MS = 60_000;
/** How long a 429 without Retry-After stops a destination, and the longest any 429 may. */
const PAUSE = { defaultMs: 1000, maxMs: 600_000 };
/** Most deliveries of one claim. */
const CLAIM_MAX = 500;

/** How a try went, as far as the destination's pace depends on it. */
export interface Signal {
  kind: 'delivered' | 'failed' | 'retry';
  reason: string | null;
  status: number | null;
  retryAfterMs: number | null;
}

/**
 * The pace of one destination in this worker: how many deliveries may be in flight, and until when it is left alone.
 * Grows with success and halves when the destination times out or says it is overloaded, so that a dead destination
 * holds next to nothing and a healthy one as much as it can take.
 */
export class Lane {
  inFlight = 0;
  /** The last claim was full: there is more. */
  more = false;
  private window = WINDOW.start;
  private halvedAt = 0;
  private pausedUntil = 0;
  private failingSince: number | null = null;
  private lastReason: string | null = null;

  constructor(readonly destinationId: string) {}

  /** Deliveries that may be claimed now; 0 also when so few could that it is better to wait for more room. */
  room(now: number, perRequest: number, crowded: boolean): number {
    if (now < this.pausedUntil) return 0;
    const window = crowded ? WINDOW.min : Math.floor(this.window);
    const free = window * perRequest - this.inFlight;
    const worthwhile = this.inFlight === 0 ? 1 : Math.max(1, Math.floor((window * perRequest) / 8));
    return free >= worthwhile ? Math.min(free, CLAIM_MAX) : 0;
  }

  /** Leaves the destination alone until then. */
  pause(until: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, until);
  }

  /** Milliseconds until the pause ends, 0 when there is none. */
  pausedFor(now: number): number {
    return Math.max(0, this.pausedUntil - now);
  }

  /** The reason with which deliveries past their window end without a first try; null while there is hope. */
  hopeless(now: number): string | null {
    return this.failingSince !== null && now - this.failingSince > HOPELESS_AFTER_MS ? this.lastReason : null;
  }

  /** Takes note of a try. */
  note({ kind, reason, status, retryAfterMs }: Signal, now: number): void {
    if (kind !== 'retry') {
      // Any answer but a retryable one shows a destination that is there; even a 400 was worth the asking.
      this.failingSince = null;
      this.window = Math.min(WINDOW.max, this.window + 1 / this.window);
      return;
    }
    this.failingSince ??= now;
    this.lastReason = reason;
    if (status === 429 || retryAfterMs !== null)
      this.pause(now + Math.min(PAUSE.maxMs, Math.max(PAUSE.defaultMs, retryAfterMs ?? 0)));
    const overloaded = status === null || status === 429 || status === 503 || status === 504;
    if (!overloaded || now - this.halvedAt < HALVE_EVERY_MS) return;
    this.halvedAt = now;
    this.window = Math.max(WINDOW.min, this.window / 2);
  }
}

/** The slowest a destination is ever asked, however often it answers 429: one request in ten seconds. */
const SLOWEST = 0.1;
/** A 429 halves the rate at most this often: one bad moment is one bad moment, however many requests were in it. */
const HALVE_EVERY_MS = 1000;
/** Growth in a second without a 429: carefully near the rate at which the last one came, faster below and beyond. */
const GROWTH = { usual: 1.1, near: 1.02, nearUpTo: 1.5 };
/** A limit of this many times what is sent, and what was once refused, no longer matters. */
const RECOVERED = 2;
/** Seconds of requests that may be saved up, which is a little more than the time between two looks at the queue. */
const SAVED_SECONDS = 0.3;

/**
 * Requests a second to one destination from this worker: a limit that a person set, and one found by its 429s. The first
 * 429 halves the rate that was refused; while none comes the rate grows, and the limit ends when it no longer matters.
 * Times are monotonic milliseconds.
 */
export class Rate {
  private found: number | null = null;
  private refused = 0;
  private halvedAt = -Infinity;
  private grownAt = 0;
  private tokens = 1;
  private filledAt = 0;
  private second = { start: 0, count: 0, before: 0 };

  /** The requests a second that are allowed now; null: any number. */
  limit(chosen: number | null): number | null {
    if (this.found === null) return chosen;
    return chosen === null ? this.found : Math.min(chosen, this.found);
  }

  /** What 429s brought the rate down to; null when nothing did. */
  get slowedTo(): number | null {
    return this.found;
  }

  /** Requests that may be made now; a fraction of one is none yet. */
  available(now: number, chosen: number | null): number {
    const limit = this.limit(chosen);
    const passed = Math.max(0, now - this.filledAt);
    this.filledAt = now;
    if (limit === null) {
      this.tokens = 1;
      return Infinity;
    }
    this.tokens = Math.min(Math.max(1, limit * SAVED_SECONDS), this.tokens + (passed / 1000) * limit);
    return Math.floor(this.tokens + 1e-9);
  }

  /** Takes note of requests that are being made. */
  spend(now: number, requests: number): void {
    this.tokens -= requests;
    this.roll(now);
    this.second.count += requests;
  }

  /** The destination answered 429. */
  refuse(now: number): void {
    if (now - this.halvedAt < HALVE_EVERY_MS) return;
    this.halvedAt = now;
    this.grownAt = now;
    this.roll(now);
    this.refused = this.found ?? Math.max(this.second.count, this.second.before, 1);
    this.found = Math.max(SLOWEST, this.refused / 2);
  }

  /** The destination answered well. */
  accept(now: number): void {
    if (this.found === null || now - this.grownAt < 1000) return;
    this.grownAt = now;
    this.roll(now);
    const near = this.found >= this.refused && this.found < this.refused * GROWTH.nearUpTo;
    this.found *= near ? GROWTH.near : GROWTH.usual;
    const used = Math.max(this.refused, this.second.count, this.second.before);
    if (this.found > used * RECOVERED) this.found = null;
  }

  private roll(now: number): void {
    const passed = now - this.second.start;
    if (passed < 1000) return;
    this.second = { start: now, count: 0, before: passed < 2000 ? this.second.count : 0 };
  }
}

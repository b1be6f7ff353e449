interface Bucket {
  /** Events that may still come; below zero after a request that was larger than what was left. */
  level: number;
  filledAt: number;
  perSecond: number;
}

const BUCKETS_SWEPT_AT = 10_000;

/**
 * Token buckets, in events: each holds one second's worth. A request is admitted while at least one event may come, and
 * takes all its events, below zero if need be: a batch larger than a second's worth is not refused for ever, and over time
 * no more than the rate comes through. A process counts for itself.
 */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  /** @param now milliseconds, monotonic. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** After how many whole seconds a request of `id` will be admitted when nothing else comes; 0: now. Takes nothing. */
  wait(id: string, perSecond: number): number {
    const { level } = this.#bucket(id, perSecond);
    return level >= 1 ? 0 : Math.ceil((1 - level) / perSecond);
  }

  /** Takes `events` from the bucket of `id`. */
  take(id: string, perSecond: number, events: number): void {
    this.#bucket(id, perSecond).level -= events;
  }

  #bucket(id: string, perSecond: number): Bucket {
    const now = this.#now();
    const found = this.#buckets.get(id);
    if (!found) {
      if (this.#buckets.size >= BUCKETS_SWEPT_AT) this.#sweep(now);
      const made = { level: perSecond, filledAt: now, perSecond };
      this.#buckets.set(id, made);
      return made;
    }
    found.level = Math.min(perSecond, found.level + ((now - found.filledAt) / 1000) * found.perSecond);
    found.filledAt = now;
    found.perSecond = perSecond;
    return found;
  }

  /** Forgets full buckets: a new one is full too. */
  #sweep(now: number): void {
    for (const [id, { level, filledAt, perSecond }] of this.#buckets) {
      if (level + ((now - filledAt) / 1000) * perSecond >= perSecond) this.#buckets.delete(id);
    }
  }
}

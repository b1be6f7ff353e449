/** What the senders were told: the other side of the comparison. */
export class Ledger {
  /** messageIds that were answered 200. */
  readonly acknowledged = new Set<string>();
  /** messageIds that were sent at least once. */
  readonly sent = new Set<string>();
  /** How requests failed, and how often. */
  readonly failures = new Map<string, number>();
  /** messageIds whose sender gave up. */
  givenUp = 0;
  requests = 0;
  /** The longest time between two answers 200. */
  longestGapMs = 0;
  slowestMs = 0;
  #lastOkAt: number | null = null;
  #onOk: (() => void)[] = [];

  ok(ids: string[], tookMs: number): void {
    this.measureGap();
    this.#lastOkAt = performance.now();
    this.slowestMs = Math.max(this.slowestMs, tookMs);
    for (const id of ids) this.acknowledged.add(id);
    for (const act of this.#onOk.splice(0)) act();
  }

  /** Resolves at the next answer 200, in the moment it is read; after `patienceMs` without one. */
  nextOk(patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      this.#onOk.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Counts the time since the last answer 200 as a gap; for the end of a load. */
  measureGap(): void {
    if (this.#lastOkAt !== null) this.longestGapMs = Math.max(this.longestGapMs, performance.now() - this.#lastOkAt);
  }

  failed(kind: string): void {
    this.failures.set(kind, (this.failures.get(kind) ?? 0) + 1);
  }
}

const WINDOW_MS = 10_000;

/** Counts events per second over the last ten seconds. */
export class DrainRate {
  readonly #now: () => number;
  #marks: { at: number; events: number }[] = [];

  /** `now`: milliseconds, monotonic. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  add(events: number): void {
    this.#forget();
    const last = this.#marks.at(-1);
    const at = this.#now();
    if (last && at - last.at < 100) last.events += events;
    else this.#marks.push({ at, events });
  }

  perSecond(): number {
    this.#forget();
    const events = this.#marks.reduce((sum, mark) => sum + mark.events, 0);
    return Math.round((events * 1000) / WINDOW_MS);
  }

  #forget(): void {
    const oldest = this.#now() - WINDOW_MS;
    this.#marks = this.#marks.filter(({ at }) => at >= oldest);
  }
}

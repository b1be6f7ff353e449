export interface RevocationsOptions {
  /** Reads everything that is revoked: ids of tokens, and of keys that tokens were given out for. */
  read: () => Promise<string[]>;
  /** Milliseconds, monotonic. */
  now?: () => number;
  /** How old the answer may be while the database answers: a revocation is seen within this time. */
  maxAgeMs?: number;
  /** How long a request waits for a database that does not answer, before the last answer is taken. */
  patienceMs?: number;
}

/** Between requests the set is read this often, so that the last known one is never old when the database goes away. */
const IDLE_MS = 30_000;

/**
 * The tokens that are revoked, as this process last read them: at most a second ago while tokens come, and the last known
 * ones while the database is away. Unknown only when the database was never there since the process began.
 */
export class Revocations {
  #subjects: ReadonlySet<string> | null = null;
  #readAt = -Infinity;
  #failedAt = -Infinity;
  #reading: Promise<void> | null = null;
  readonly #timer: NodeJS.Timeout;
  readonly #read: RevocationsOptions['read'];
  readonly #now: () => number;
  readonly #maxAgeMs: number;
  readonly #patienceMs: number;

  constructor({ read, now = () => performance.now(), maxAgeMs = 1000, patienceMs = 500 }: RevocationsOptions) {
    this.#read = read;
    this.#now = now;
    this.#maxAgeMs = maxAgeMs;
    this.#patienceMs = patienceMs;
    this.#timer = setInterval(() => void this.#refresh(), IDLE_MS).unref();
    void this.#refresh();
  }

  /** What is revoked; null when nobody knows. At once unless what is known is too old. */
  current(): ReadonlySet<string> | null | Promise<ReadonlySet<string> | null> {
    const now = this.#now();
    const age = now - this.#readAt;
    if (age < this.#maxAgeMs / 2) return this.#subjects;
    const down = now - this.#failedAt < this.#maxAgeMs;
    const reading = down ? null : this.#refresh();
    if (this.#subjects !== null && (down || age < this.#maxAgeMs)) return this.#subjects;
    if (reading === null) return null;
    return this.#wait(reading);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #wait(reading: Promise<void>): Promise<ReadonlySet<string> | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.#failedAt = this.#now();
        resolve();
      }, this.#patienceMs);
    });
    await Promise.race([reading, late]);
    clearTimeout(timer);
    return this.#subjects;
  }

  #refresh(): Promise<void> {
    return (this.#reading ??= this.#ask().finally(() => {
      this.#reading = null;
    }));
  }

  async #ask(): Promise<void> {
    const askedAt = this.#now();
    try {
      this.#subjects = new Set(await this.#read());
      this.#readAt = askedAt;
    } catch {
      // Health tells that the database is away; what is known stays.
      this.#failedAt = this.#now();
    }
  }
}

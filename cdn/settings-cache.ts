/** Remembers what `find` found, so that page views cost the database next to nothing, and so that it may go away. */
export interface SettingsCacheOptions<T> {
  /** The values of those of `keys` that have one. */
  find: (keys: string[]) => Promise<Map<string, T>>;
  /** Milliseconds, monotonic. */
  now?: () => number;
  /** How many keys, known or unknown, are remembered. */
  capacity?: number;
  /** How long a request waits for a newer answer when an old one is at hand. */
  patienceMs?: number;
  /** How long a request waits, and a question may go unanswered, when nothing is known. */
  answerMs?: number;
  onError?: (error: unknown) => void;
}

interface Entry<T> {
  value: T | null;
  askedAt: number;
}

interface Question {
  keys: Set<string>;
  answered: Promise<void>;
}

/** An answer is given as it is up to this age; from half of it on, a newer one is fetched meanwhile. */
const FRESH_MS = 5000;

/**
 * A cache in front of a batched question. Many keys travel in one question, at most one question at a time, so that a
 * flood of invented keys costs the database no more than a trickle. When the database does not answer, what was last
 * known is given, however old; a question that is lost does not hold up the next.
 */
export class SettingsCache<T> {
  readonly #entries = new Map<string, Entry<T>>();
  #next: Question | null = null;
  #current: Question | null = null;
  readonly #options: Required<SettingsCacheOptions<T>>;

  constructor(options: SettingsCacheOptions<T>) {
    this.#options = {
      now: () => performance.now(),
      capacity: 10_000,
      patienceMs: 500,
      answerMs: 2000,
      onError: () => undefined,
      ...options,
    };
  }

  /** The value of `key`, or null when there is none. @throws when nothing is known of the key and `find` fails or takes too long. */
  async get(key: string): Promise<T | null> {
    const known = this.#entries.get(key);
    if (!known) {
      await inTime(this.#ask(key), this.#options.answerMs);
      return this.#entries.get(key)?.value ?? null;
    }
    const age = this.#options.now() - known.askedAt;
    if (age < FRESH_MS / 2) return known.value;
    const asked = this.#ask(key).catch(this.#options.onError);
    if (age >= FRESH_MS) await this.#within(asked);
    return (this.#entries.get(key) ?? known).value;
  }

  /** Resolves when `work` does, or when patience ends. */
  async #within(work: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#options.patienceMs);
    });
    await Promise.race([work, enough]);
    clearTimeout(timer);
  }

  /** Puts `key` into the next question, unless the one on its way has it; resolves when that is answered. */
  #ask(key: string): Promise<void> {
    if (this.#current?.keys.has(key)) return this.#current.answered;
    if (this.#next) {
      this.#next.keys.add(key);
      return this.#next.answered;
    }
    const keys = new Set([key]);
    const before = this.#current?.answered.catch(() => undefined) ?? Promise.resolve();
    const question: Question = { keys, answered: before.then(() => this.#send(question)) };
    this.#next = question;
    return question.answered;
  }

  async #send(question: Question): Promise<void> {
    this.#next = null;
    this.#current = question;
    const askedAt = this.#options.now();
    const answered = this.#options.find([...question.keys]).then((found) => this.#remember(question, found, askedAt));
    try {
      await inTime(answered, this.#options.answerMs);
    } finally {
      this.#current = null;
    }
  }

  /** Also an answer that comes late counts, unless a later question was answered before it. */
  #remember(question: Question, found: Map<string, T>, askedAt: number): void {
    for (const key of question.keys) {
      if ((this.#entries.get(key)?.askedAt ?? askedAt) > askedAt) continue;
      this.#entries.delete(key);
      this.#entries.set(key, { value: found.get(key) ?? null, askedAt });
    }
    while (this.#entries.size > this.#options.capacity) {
      const [oldest] = this.#entries.keys();
      if (oldest === undefined) return;
      this.#entries.delete(oldest);
    }
  }
}

/** Resolves when `work` does. @throws what it throws, or that it takes longer than `ms`. */
async function inTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The settings were not found in time.')), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

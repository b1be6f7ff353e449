import type { WriteKeyOwner } from '@/storage/entities/write-key-lookup';
import { canExist } from './write-key';

/** Owner of a write key, or null when there is none. */
export type Owner = WriteKeyOwner | null;

export interface WriteKeyCacheOptions {
  /** Finds the owners of many keys in one go. */
  find: (keys: string[]) => Promise<WriteKeyOwner[]>;
  /** Milliseconds, monotonic. */
  now?: () => number;
  /** How old an answer may be: a change of a key or source is seen within this time. */
  maxAgeMs?: number;
  /** How many keys, known or unknown, are remembered. */
  capacity?: number;
  /** How long a question may go unanswered before the database counts as away. */
  patienceMs?: number;
}

interface Entry {
  owner: Owner;
  askedAt: number;
}

interface Question {
  promise: Promise<Owner>;
  resolve: (owner: Owner) => void;
  reject: (reason: unknown) => void;
}

/** While the database is away, how often it is asked. */
const RETRY_MS = 250;

/** Thrown for a key that nobody knows while the database cannot be asked. */
export class KeysUnavailable extends Error {
  override name = 'KeysUnavailable';
}

/**
 * Remembers the owners of write keys for a second. Questions that come together travel in one query, at most one query
 * at a time, so a flood of invented keys costs the database no more than a trickle; a key in use is asked for again
 * before its answer is too old, so busy senders never wait. While the database is away, a known key keeps its last owner
 * however old that is, and any other question fails at once.
 */
export class WriteKeyCache {
  readonly #entries = new Map<string, Entry>();
  #waiting = new Map<string, Question>();
  #asking: Map<string, Question> | null = null;
  readonly #find: WriteKeyCacheOptions['find'];
  readonly #now: () => number;
  readonly #maxAgeMs: number;
  readonly #capacity: number;
  readonly #patienceMs: number;
  #away = false;
  #triedAt = Number.NEGATIVE_INFINITY;

  constructor(options: WriteKeyCacheOptions) {
    this.#find = options.find;
    this.#now = options.now ?? (() => performance.now());
    this.#maxAgeMs = options.maxAgeMs ?? 1000;
    this.#capacity = options.capacity ?? 10_000;
    this.#patienceMs = options.patienceMs ?? 1000;
  }

  /** The owner of `key`; at once when it is known. @throws what the database throws, or KeysUnavailable. */
  owner(key: string): Owner | Promise<Owner> {
    if (!canExist(key)) return null;
    const entry = this.#entries.get(key);
    const age = entry ? this.#now() - entry.askedAt : Number.POSITIVE_INFINITY;
    if (entry && age < this.#maxAgeMs) {
      if (age >= this.#maxAgeMs / 2 && this.#mayAsk()) this.#ask(key).catch(() => undefined);
      return entry.owner;
    }
    // A key that was unknown may have been made since; nobody is told that without the database.
    const last = entry?.owner ?? null;
    if (!this.#away) return last ? this.#ask(key).catch(() => last) : this.#ask(key);
    const asked = this.#mayAsk() ? this.#ask(key) : null;
    if (!last) return asked ?? Promise.reject(new KeysUnavailable('The write key is not known here.'));
    asked?.catch(() => undefined);
    return last;
  }

  #mayAsk(): boolean {
    return !this.#away || (this.#asking === null && this.#now() - this.#triedAt >= RETRY_MS);
  }

  #ask(key: string): Promise<Owner> {
    const open = this.#waiting.get(key) ?? this.#asking?.get(key);
    if (open) return open.promise;
    let resolve: (owner: Owner) => void = () => undefined;
    let reject: (reason: unknown) => void = () => undefined;
    const promise = new Promise<Owner>((yes, no) => {
      resolve = yes;
      reject = no;
    });
    this.#waiting.set(key, { promise, resolve, reject });
    if (!this.#asking) queueMicrotask(() => void this.#send());
    return promise;
  }

  async #send(): Promise<void> {
    if (this.#asking || this.#waiting.size === 0) return;
    const questions = this.#waiting;
    this.#asking = questions;
    this.#waiting = new Map();
    const askedAt = this.#now();
    this.#triedAt = askedAt;
    const overdue = setTimeout(() => this.#giveUp(questions), this.#patienceMs);
    try {
      const found = new Map((await this.#find([...questions.keys()])).map((owner) => [owner.key, owner]));
      this.#away = false;
      for (const [key, question] of questions) {
        const owner = found.get(key) ?? null;
        this.#remember(key, { owner, askedAt });
        question.resolve(owner);
      }
    } catch (error) {
      this.#away = true;
      for (const question of questions.values()) question.reject(error);
    } finally {
      clearTimeout(overdue);
      this.#asking = null;
      void this.#send();
    }
  }

  /** Nobody waits longer; the answer, when it comes, still counts. */
  #giveUp(questions: Map<string, Question>): void {
    this.#away = true;
    const late = new KeysUnavailable('The database does not answer.');
    for (const waiting of [questions, this.#waiting]) for (const question of waiting.values()) question.reject(late);
  }

  #remember(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size <= this.#capacity) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}

import type { EventRow } from '@/storage/events/event-row';

/** What is written in the background, because no sender needs to wait for it. */
export interface SideEffectsOptions {
  countDuplicates: (counts: { row: EventRow; count: number }[]) => Promise<void>;
  markKeysUsed: (writeKeyIds: string[]) => Promise<void>;
  onError: (what: string, error: unknown) => void;
  /** Milliseconds, monotonic. */
  now?: () => number;
  everyMs?: number;
}

const KEY_EVERY_MS = 60_000;
const KEYS_REMEMBERED = 100_000;

/** Gathers duplicates and used write keys, and writes them once a second; a key at most once a minute. */
export class SideEffects {
  readonly #options: SideEffectsOptions;
  readonly #now: () => number;
  readonly #markedAt = new Map<string, number>();
  #keys = new Set<string>();
  #duplicates = new Map<string, { row: EventRow; count: number }>();
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;

  constructor(options: SideEffectsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** A duplicate was left out of the log. */
  duplicate(row: EventRow): void {
    const key = `${row.sourceId} ${row.type} ${row.receivedAt.slice(0, 16)}`;
    const found = this.#duplicates.get(key);
    if (found) found.count += 1;
    else this.#duplicates.set(key, { row, count: 1 });
    this.#schedule();
  }

  /** A write key came with a request. */
  keyUsed(writeKeyId: string): void {
    const marked = this.#markedAt.get(writeKeyId);
    const now = this.#now();
    if (marked !== undefined && now - marked < KEY_EVERY_MS) return;
    if (this.#markedAt.size >= KEYS_REMEMBERED) this.#markedAt.clear();
    this.#markedAt.set(writeKeyId, now);
    this.#keys.add(writeKeyId);
    this.#schedule();
  }

  /** Writes what is gathered now. */
  async close(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    await this.#running;
    await this.#write();
  }

  #schedule(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#write().finally(() => {
        this.#timer = null;
        this.#running = null;
        if (this.#keys.size > 0 || this.#duplicates.size > 0) this.#schedule();
      });
    }, this.#options.everyMs ?? 1000);
  }

  async #write(): Promise<void> {
    const keys = this.#keys;
    const duplicates = this.#duplicates;
    this.#keys = new Set();
    this.#duplicates = new Map();
    try {
      if (keys.size > 0) await this.#options.markKeysUsed([...keys]);
    } catch (error) {
      for (const key of keys) this.#markedAt.delete(key);
      this.#options.onError('write keys could not be marked as used', error);
    }
    try {
      if (duplicates.size > 0) await this.#options.countDuplicates([...duplicates.values()]);
    } catch (error) {
      for (const [key, { row, count }] of duplicates) {
        const found = this.#duplicates.get(key);
        this.#duplicates.set(key, { row, count: count + (found?.count ?? 0) });
      }
      this.#options.onError('duplicates could not be counted', error);
    }
  }
}

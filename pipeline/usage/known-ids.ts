/** The days of an id that are stored; `YYYY-MM-DD`. */
export interface KnownDays {
  firstDay: string;
  /** Null: never linked. */
  linkedDay: string | null;
}

/** Ids of one half of the memory; ids are mostly short, so both halves take some 25 MB at most. */
const HALF = 50_000;
/** Keys longer than this are not worth their memory. */
const LONGEST_KEY = 300;

/**
 * Remembers which ids of the month are stored already, so that the same person's next event writes nothing. Only what was
 * committed may be remembered. Forgetting is harmless: it costs a statement that changes nothing. When one half is full,
 * the older half is forgotten.
 */
export class KnownIds {
  private young = new Map<string, KnownDays>();
  private old = new Map<string, KnownDays>();

  constructor(private readonly half = HALF) {}

  /** Whether storing these days again would change nothing. */
  covers(key: string, { firstDay, linkedDay }: KnownDays): boolean {
    const known = this.young.get(key) ?? this.old.get(key);
    if (!known || firstDay < known.firstDay) return false;
    if (linkedDay !== null && (known.linkedDay === null || linkedDay < known.linkedDay)) return false;
    if (!this.young.has(key)) this.put(key, known);
    return true;
  }

  /** Days that are stored now. */
  remember(key: string, { firstDay, linkedDay }: KnownDays): void {
    if (key.length > LONGEST_KEY) return;
    const known = this.young.get(key) ?? this.old.get(key);
    const earliest = (a: string, b: string) => (a < b ? a : b);
    this.put(key, {
      firstDay: known ? earliest(known.firstDay, firstDay) : firstDay,
      linkedDay: known?.linkedDay && linkedDay ? earliest(known.linkedDay, linkedDay) : (known?.linkedDay ?? linkedDay),
    });
  }

  private put(key: string, days: KnownDays): void {
    this.young.set(key, days);
    if (this.young.size < this.half) return;
    this.old = this.young;
    this.young = new Map();
  }
}

import pg from 'pg';

/** Most events in one transaction. */
export const SLICE_LIMIT = 2000;

/**
 * Whether an error lies in the events themselves, so that trying the same again cannot help: a value PostgreSQL refuses,
 * or a bug of ours. Anything else (connection, restart, lock, a missing partition) passes with time.
 */
export function isAboutTheEvents(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) {
    if (error.code === '23514' && error.message.includes('no partition')) return false;
    return /^(22|23|54)/.test(error.code ?? '');
  }
  return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
}

/** Slices of so many events are large enough; what is smaller waits a moment for company before the next. */
const ENOUGH = 500;
/** The moment: so many times what the slice took, so that fan-out of a trickle takes a third of its time, up to a bound. */
const GATHER = { times: 2, mostMs: 20 };

/**
 * How long (ms) to let events gather after a slice that had `read` events and took `tookMs`. Each slice is a transaction of
 * some eight statements, whatever is in it: singles that come in at thousands a second are decided dozens at a time. An
 * event that comes alone does not wait.
 */
export function gatherMs(read: number, tookMs: number): number {
  return read >= ENOUGH ? 0 : Math.min(GATHER.mostMs, GATHER.times * tookMs);
}

/** What to do next. */
export type Step = { limit: number; poison: { error: unknown } | null };

/**
 * How much to take at once. Normally a full slice; when a slice fails because of an event in it, halves until that event
 * stands alone, lets it end as INTERNAL, and grows back.
 */
export class Pace {
  private limit = SLICE_LIMIT;
  private poison: { error: unknown } | null = null;

  next(): Step {
    return { limit: this.limit, poison: this.poison };
  }

  succeeded(): void {
    this.poison = null;
    this.limit = Math.min(SLICE_LIMIT, this.limit * 2);
  }

  /** @returns whether to go on at once; false when only waiting can help. */
  failed(error: unknown): boolean {
    const hopeless = this.poison !== null;
    this.poison = null;
    if (hopeless || !isAboutTheEvents(error)) return false;
    if (this.limit > 1) this.limit = Math.max(1, Math.floor(this.limit / 2));
    else this.poison = { error };
    return true;
  }
}

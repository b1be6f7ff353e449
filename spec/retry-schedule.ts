/** How much and how long a destination is tried; people choose it per destination. */
export interface DeliverySettings {
  /** Most requests under way at once, all workers together. */
  concurrency: number;
  /** Most requests a second, all workers together; null: as many as the destination takes. */
  perSecond: number | null;
  /** Most tries of one delivery, the first included; null: as many as fit into the window. */
  maxAttempts: number | null;
  /** Minutes from the creation of a delivery to its last try. */
  windowMinutes: number;
}

/** What a new destination has: Segment's window of four hours (segment-facts 4.10). */
export const DELIVERY_DEFAULTS: DeliverySettings = {
  concurrency: 64,
  perSecond: null,
  maxAttempts: null,
  windowMinutes: 240,
};

/** Between what each setting may be chosen. Events are kept for three days at least, so no window is longer. */
export const DELIVERY_BOUNDS = {
  concurrency: { min: 1, max: 256 },
  perSecond: { min: 1, max: 10_000 },
  maxAttempts: { min: 1, max: 100 },
  windowMinutes: { min: 1, max: 72 * 60 },
} as const;

/** The wait after a failed try: five seconds, then twice as long each time, at most an hour; scattered down to half of it. */
export const RETRY_BACKOFF = { baseMs: 5000, maxMs: 3_600_000 };

/** A last try is put exactly at the end of the window when at least this much of it is left. */
export const LAST_TRY_MS = 60_000;

/**
 * When a delivery that keeps failing is tried again, in milliseconds after its first try: with the longest waits, and a
 * destination that answers at once and asks for no more patience.
 */
export function retryMoments({ maxAttempts, windowMinutes }: DeliverySettings): number[] {
  const end = windowMinutes * 60_000;
  const moments: number[] = [];
  let at = 0;
  for (let wait = RETRY_BACKOFF.baseMs; maxAttempts === null || moments.length + 1 < maxAttempts; wait *= 2) {
    const next = at + Math.min(wait, RETRY_BACKOFF.maxMs);
    if (next > end) {
      if (end - at >= Math.min(LAST_TRY_MS, end)) moments.push(end);
      break;
    }
    moments.push(next);
    at = next;
  }
  return moments;
}

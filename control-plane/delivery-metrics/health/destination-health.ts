import type { RecentTries } from '@/storage/metrics/read-recent-tries';

/** Whether events arrive at a destination, from its latest tries (the quarter of an hour up to the last one). */
export interface DestinationHealth {
  /** `failing`: most tries fail. `retrying`: some events wait for another try. `quiet`: none was tried in 24 hours. */
  state: 'failing' | 'retrying' | 'fine' | 'quiet';
  /** Tries, and how many of them failed for good or were put off. */
  tries: number;
  failedTries: number;
  /** Events that wait for another try now, counted up to 1,000. */
  waiting: number;
}

const MINUTE_MS = 60_000;

/**
 * Judges the latest tries. A destination that works again fails no more: its last try went well, and either no failure
 * came for a minute before it, or what failed was put off, which costs no event.
 */
export function judgeTries(recent: Omit<RecentTries, 'destinationId'> | undefined): DestinationHealth {
  if (!recent) return { state: 'quiet', tries: 0, failedTries: 0, waiting: 0 };
  const { delivered, failed, putOff, waiting } = recent;
  const failedTries = failed + putOff;
  const figures = { tries: delivered + failedTries, failedTries, waiting };
  const well = recent.succeededAt?.getTime() ?? -Infinity;
  const badly = recent.failedAt?.getTime() ?? -Infinity;
  const works = well > badly && (failed <= delivered || well - badly > MINUTE_MS);
  if (failedTries > delivered && !works) return { state: 'failing', ...figures };
  if (waiting > 0) return { state: 'retrying', ...figures };
  return { state: figures.tries > 0 ? 'fine' : 'quiet', ...figures };
}

import { retryMoments, type DeliverySettings } from '@/spec/retry-schedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A time in words, to about two places: "35 s", "5 min", "1 h 25 min". */
export function inWords(ms: number): string {
  if (ms < 2 * MINUTE) return `${Math.round(ms / 1000)} s`;
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  const hours = Math.floor(Math.round(ms / MINUTE) / 60);
  const minutes = Math.round(ms / MINUTE) % 60;
  return minutes === 0 || hours >= 10 ? `${hours} h` : `${hours} h ${minutes} min`;
}

/** How many moments are named one by one before the rest is summed up. */
const NAMED = 5;

/** The schedule that settings lead to, as a sentence. */
export function scheduleSentence(settings: DeliverySettings): string {
  const moments = retryMoments(settings);
  const last = moments.at(-1);
  if (last === undefined) return 'An event that fails is not tried again.';
  const times = moments.length === 1 ? 'once more' : `${moments.length} more times`;
  if (moments.length <= NAMED) {
    const named = moments.map(inWords);
    const list = named.length === 1 ? named[0] : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
    return `An event that fails is tried ${times}: after about ${list}.`;
  }
  const named = moments.slice(0, NAMED).map(inWords).join(', ');
  return `An event that fails is tried about ${times}: after about ${named} and so on, at most an hour apart, the last time after ${inWords(last)}.`;
}

/** What an id counts within its day: 2026112200000000042 is number 42, given on 22 November 2026 (UTC). */
const IDS_PER_DAY = '00000000000';
/** Ids below were given before the log was partitioned by them; they say nothing of their day. */
export const FIRST_DATED_ID = '1000000000000000000';

/** `20261122` of a moment (UTC): what partitions of that day are called, and what the ids of its events begin with. */
export function dayNumber(at: Date): string {
  return at.toISOString().slice(0, 10).replaceAll('-', '');
}

/** The lowest id of a day. */
export function firstEventId(day: Date): string {
  return dayNumber(day) + IDS_PER_DAY;
}

/** The day (midnight UTC) on which the event with this id was stored; null when the id does not say. */
export function eventDay(id: string): Date | null {
  if (!/^\d{19}$/.test(id)) return null;
  const day = new Date(`${id.slice(0, 4)}-${id.slice(4, 6)}-${id.slice(6, 8)}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? null : day;
}

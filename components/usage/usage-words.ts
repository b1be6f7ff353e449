import { formatCount } from '@/components/ui/data/format';

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const MONTH_ALONE = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** "November 2026" for `2026-11`. */
export function monthName(month: string): string {
  return MONTH.format(new Date(`${month}-01T00:00:00Z`));
}

/** "October" for `2026-11`: the month before, by name. */
export function monthBeforeName(month: string): string {
  return MONTH_ALONE.format(new Date(Date.parse(`${month}-01T00:00:00Z`) - 86_400_000));
}

/** "3 Nov" for `2026-11-03`. */
export function dayName(day: string): string {
  return DAY.format(new Date(`${day}T00:00:00Z`));
}

/** "+6.0 % on the same days of October"; null when there is nothing to compare with. */
export function changeInWords(now: number, before: number | undefined, month: string, current: boolean): string | null {
  if (before === undefined || before === 0) return null;
  const change = ((now - before) / before) * 100;
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±';
  const days = current ? 'the same days of ' : '';
  return `${sign}${Math.abs(change).toFixed(1)} % on ${days}${monthBeforeName(month)}`;
}

/** "61" or "61.4" calls per user; "–" when there is no user. */
export function perUser(calls: number, users: number): string {
  if (users === 0) return '–';
  const ratio = calls / users;
  return ratio >= 100 ? formatCount(Math.round(ratio)) : ratio.toFixed(1).replace(/\.0$/, '');
}

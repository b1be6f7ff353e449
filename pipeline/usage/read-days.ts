/** The first day (`YYYY-MM-01`) of a month given as `YYYY-MM`, and the first day of the month after it (UTC). */
export function monthBounds(month: string): { from: string; to: string } {
  const from = new Date(`${month}-01T00:00:00Z`);
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  return { from: `${month}-01`, to: to.toISOString().slice(0, 10) };
}

/** The days (`YYYY-MM-DD`, UTC) of a month that have begun at `now`, in order; empty for a month yet to come. */
export function daysSoFar(month: string, now: Date): string[] {
  const { from, to } = monthBounds(month);
  const days: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at < Date.parse(`${to}T00:00:00Z`) && at <= now.getTime();) {
    days.push(new Date(at).toISOString().slice(0, 10));
    at += 86_400_000;
  }
  return days;
}

import type { HomeProblemRow } from '@/storage/metrics/read-home-problems';
import type { DestinationHealth } from '../delivery-metrics/health/destination-health';
import type { HealthById } from '../delivery-metrics/health/list-destination-health';
import { explainReason } from '../delivery-metrics/explain-reason';
import { explainRefusal } from '../sources/refusals/explain-refusal';

/** Something that needs a person: one per source or destination, by its most frequent reason. Times are ISO-8601. */
export interface Problem {
  subject: 'source' | 'destination';
  id: string;
  name: string;
  type: string;
  /** The source a destination belongs to; null for a source. */
  from: string | null;
  /** `putting_off`: it is retried, and most of its latest tries fail. */
  kind: 'not_accepted' | 'failing' | 'putting_off' | 'retrying' | 'kept_back';
  /** The reason in words, with what to do where we know it. */
  reason: string;
  meaning: string;
  /** Events that `reason` concerned since `since`; for `retrying` and `putting_off`, attempts. */
  count: number;
  /** The same for other reasons of this kind, which `reason` does not tell. */
  others: number;
  since: string;
  lastAt: string;
  /** Nothing went wrong for an hour, or for ten minutes in which the destination took other events. */
  past: boolean;
}

const HOUR = 3_600_000;
const TEN_MINUTES = 600_000;
/** From the gravest down: the gravest of a destination is the one shown. */
const GRAVITY = ['failed_delivery', 'filtered_at_destination', 'pending_retry', 'failed_on_ingest'] as const;
const KINDS = {
  failed_delivery: 'failing',
  filtered_at_destination: 'kept_back',
  pending_retry: 'retrying',
  failed_on_ingest: 'not_accepted',
} as const;

/**
 * Groups what went wrong into problems: those that go on first, then the graver, then the more frequent. Retries that
 * have ended well are no problem any more.
 */
export function findProblems(rows: HomeProblemRow[], now: Date, health: HealthById): Problem[] {
  const bySubject = new Map<string, HomeProblemRow[]>();
  for (const row of rows) {
    const id = row.destinationId || row.sourceId;
    bySubject.set(id, [...(bySubject.get(id) ?? []), row]);
  }
  const problems = [...bySubject.values()].flatMap((all) => {
    const outcome = GRAVITY.find((grave) => all.some((row) => row.outcome === grave && !recovered(row)));
    const main = all.filter((row) => row.outcome === outcome).sort((a, b) => b.count - a.count)[0];
    if (!outcome || !main) return [];
    const same = all.filter((row) => row.outcome === outcome);
    const lastAt = Math.max(...same.map((row) => row.lastAt.getTime()));
    return [
      {
        ...subject(main),
        kind: kindOf(outcome, health[main.destinationId]),
        ...words(main),
        count: main.count,
        others: same.reduce((sum, row) => sum + row.count, 0) - main.count,
        since: new Date(Math.min(...same.map((row) => row.since.getTime()))).toISOString(),
        lastAt: new Date(lastAt).toISOString(),
        past: isPast(now.getTime() - lastAt, same.every(succeededSince)),
      } satisfies Problem,
    ];
  });
  const rank = (problem: Problem) =>
    ['failing', 'kept_back', 'putting_off', 'retrying', 'not_accepted'].indexOf(problem.kind);
  const total = ({ count, others }: Problem) => count + others;
  return problems.sort((a, b) => Number(a.past) - Number(b.past) || rank(a) - rank(b) || total(b) - total(a));
}

function kindOf(outcome: (typeof GRAVITY)[number], health: DestinationHealth | undefined): Problem['kind'] {
  const kind = KINDS[outcome];
  return kind === 'retrying' && health?.state === 'failing' ? 'putting_off' : kind;
}

function isPast(quietMs: number, succeeded: boolean): boolean {
  return quietMs > HOUR || (succeeded && quietMs > TEN_MINUTES);
}

function succeededSince(row: HomeProblemRow): boolean {
  return row.succeededAt !== null && row.succeededAt > row.lastAt;
}

function recovered(row: HomeProblemRow): boolean {
  return row.outcome === 'pending_retry' && succeededSince(row);
}

function subject(row: HomeProblemRow): Pick<Problem, 'subject' | 'id' | 'name' | 'type' | 'from'> {
  if (row.destinationId === '' || row.destinationName === null) {
    return { subject: 'source', id: row.sourceId, name: row.sourceName, type: row.type, from: null };
  }
  return {
    subject: 'destination',
    id: row.destinationId,
    name: row.destinationName,
    type: row.type,
    from: row.sourceName,
  };
}

function words(row: HomeProblemRow): Pick<Problem, 'reason' | 'meaning'> {
  if (row.outcome === 'failed_on_ingest') return { reason: row.reason, meaning: explainRefusal(row.reason) };
  const { title, meaning } = explainReason(row.reason);
  return { reason: title, meaning };
}

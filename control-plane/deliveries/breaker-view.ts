import type { BreakerRow } from '@/storage/deliveries/breaker/read-breakers';
import { explainReason } from '../delivery-metrics/explain-reason';

/** Why a destination is not simply delivered to, for the dashboard. Times are ISO-8601. */
export interface BreakerView {
  destinationId: string;
  /**
   * `open`: nothing is sent until the next single try. `probing`: single tries are made, and one or more went well.
   * `paused`: it answered 429 and asked for patience.
   */
  state: 'open' | 'probing' | 'paused';
  since: string;
  /** The code, and what it is called. */
  reason: string | null;
  reasonTitle: string | null;
  /** What was counted in five minutes when it opened. */
  tries: number;
  failures: number;
  failedProbes: number;
  /** When something may be sent again. */
  nextAt: string;
}

/** A breaker as the dashboard shows it. */
export function viewBreaker(row: BreakerRow): BreakerView {
  const { destinationId, tries, failures, failedProbes } = row;
  if (row.state === 'closed') {
    const none = { tries: 0, failures: 0, failedProbes: 0 };
    const nextAt = (row.pausedUntil ?? row.since).toISOString();
    return {
      destinationId,
      state: 'paused',
      since: nextAt,
      reason: '429',
      reasonTitle: '429 Too Many Requests',
      ...none,
      nextAt,
    };
  }
  return {
    destinationId,
    state: row.state,
    since: row.since.toISOString(),
    reason: row.reason,
    reasonTitle: row.reason === null ? null : explainReason(row.reason).title,
    tries,
    failures,
    failedProbes,
    nextAt: new Date(Math.max(row.nextProbeAt.getTime(), row.pausedUntil?.getTime() ?? 0)).toISOString(),
  };
}

import type { Sql } from '@/storage/client';
import { readSourceUsers } from '@/storage/usage/read-source-users';
import { readTrackedUsers, type TrackedUserCount } from '@/storage/usage/read-tracked-users';
import { bySource } from './read-by-source';
import { monthBounds } from './read-days';

/** Monthly tracked users from the start of the month to the end of `day`: Segment's MtuSnapshotV1, and the sum it means. */
export interface MtuSnapshot {
  day: string;
  /** Distinct anonymousIds. */
  anonymous: number;
  /** Those of them that a call associated with a userId by the end of `day`. */
  anonymousIdentified: number;
  /** Distinct userIds. */
  identified: number;
  /** `anonymous - anonymousIdentified`. */
  neverIdentified: number;
  /** `identified + neverIdentified`: what counts. */
  mtu: number;
}

/**
 * The cumulative snapshots of `days` (in order, of one month). The rule is Segment's (segment-facts 6.1): distinct userIds
 * plus distinct anonymousIds not yet associated with a userId; so one linked later stops counting on the day of the link.
 */
export function mtuSeries(counts: TrackedUserCount[], days: string[]): MtuSnapshot[] {
  const sum = (select: (row: TrackedUserCount) => boolean) =>
    counts.reduce((total, row) => (select(row) ? total + row.count : total), 0);
  return days.map((day) => {
    const identified = sum((row) => row.kind === 'u' && row.firstDay <= day);
    const anonymous = sum((row) => row.kind === 'a' && row.firstDay <= day);
    const anonymousIdentified = sum(
      (row) => row.kind === 'a' && row.firstDay <= day && row.linkedDay !== null && row.linkedDay <= day,
    );
    const neverIdentified = anonymous - anonymousIdentified;
    return { day, anonymous, anonymousIdentified, identified, neverIdentified, mtu: identified + neverIdentified };
  });
}

/** The daily cumulative MTUs of a workspace on `days` of `month` (`YYYY-MM`). */
export async function readMtu(sql: Sql, workspaceId: string, month: string, days: string[]): Promise<MtuSnapshot[]> {
  return mtuSeries(await readTrackedUsers(sql, workspaceId, monthBounds(month).from), days);
}

/** As readMtu, per source that saw anybody in `month`. Sources add up to more than the workspace: each counts its own. */
export async function readMtuPerSource(
  sql: Sql,
  workspaceId: string,
  month: string,
  days: string[],
): Promise<Map<string, MtuSnapshot[]>> {
  const counts = await readSourceUsers(sql, workspaceId, monthBounds(month).from);
  return new Map([...bySource(counts)].map(([sourceId, rows]) => [sourceId, mtuSeries(rows, days)]));
}

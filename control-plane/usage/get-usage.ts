import { systemClock, type Clock } from '@/platform/clock';
import { readApiCallUsage } from '@/pipeline/usage/read-api-calls';
import { daysSoFar, monthBounds } from '@/pipeline/usage/read-days';
import { readFirstUsageMonth } from '@/pipeline/usage/read-first-month';
import { readMtu, readMtuPerSource, type MtuSnapshot } from '@/pipeline/usage/read-mtu';
import { pool } from '@/storage/client';
import { readSourceNames } from '@/storage/usage/read-source-names';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { usageMonthInput, type UsageMonthInput } from './usage.schema';

/** The counted users of one snapshot, without its day. */
export type UserCounts = Omit<MtuSnapshot, 'day'>;

/** Usage of one source: the month so far, and its API calls by day (cumulative, in the order of `Usage.daily`). */
export interface SourceUsage {
  sourceId: string;
  /** Null for a source deleted since. */
  name: string | null;
  type: string | null;
  users: UserCounts;
  apiCalls: number;
  dailyApiCalls: number[];
}

/** What a workspace used in one month (UTC). */
export interface Usage {
  month: string;
  /** Whether the month is still running at the time of asking. */
  current: boolean;
  /** Every day of the month, `YYYY-MM-DD`; `daily` covers those that have begun. */
  days: string[];
  users: UserCounts;
  apiCalls: number;
  daily: { day: string; users: UserCounts; apiCalls: number }[];
  /** The month before, up to the same day when this one is still running; null when it had no usage. */
  before: { users: UserCounts; apiCalls: number } | null;
  /** Sources with usage in the month, most API calls first. */
  sources: SourceUsage[];
  /** Months that have usage, newest first, with the current one always. */
  months: string[];
}

const NONE: UserCounts = { anonymous: 0, anonymousIdentified: 0, identified: 0, neverIdentified: 0, mtu: 0 };

function counts(snapshot: MtuSnapshot | undefined): UserCounts {
  if (!snapshot) return NONE;
  const { day: _, ...users } = snapshot;
  return users;
}

function monthBefore(month: string): string {
  return new Date(Date.parse(`${month}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 7);
}

function monthsSince(first: string, last: string): string[] {
  const months = [last];
  for (let month = last; month > first && months.length < 24;) {
    month = monthBefore(month);
    months.push(month);
  }
  return months;
}

async function usageBefore(workspaceId: string, month: string, dayCount: number | null): Promise<Usage['before']> {
  const earlier = monthBefore(month);
  const all = daysSoFar(earlier, new Date(Date.parse(`${month}-01T00:00:00Z`) - 1));
  const day = all.slice(0, dayCount ?? all.length).slice(-1);
  const [mtu, calls] = await Promise.all([
    readMtu(pool(), workspaceId, earlier, day),
    readApiCallUsage(pool(), workspaceId, earlier, day),
  ]);
  const apiCalls = calls.workspace[0]?.apiCalls ?? 0;
  return apiCalls === 0 ? null : { users: counts(mtu[0]), apiCalls };
}

/** MTUs and API calls of one month (UTC): totals, cumulative by day, and per source. */
export async function getUsage(ctx: Context, input: UsageMonthInput, clock: Clock = systemClock): Promise<Usage> {
  authorize(ctx, 'workspace:read');
  const { month } = parseInput(usageMonthInput, input);
  const now = clock.now();
  const thisMonth = now.toISOString().slice(0, 7);
  const current = month === thisMonth;
  const begun = daysSoFar(month, now);
  const workspaceId = ctx.workspace.id;
  const [mtu, perSource, calls, names, firstMonth, before] = await Promise.all([
    readMtu(pool(), workspaceId, month, begun),
    readMtuPerSource(pool(), workspaceId, month, begun.slice(-1)),
    readApiCallUsage(pool(), workspaceId, month, begun),
    readSourceNames(pool(), workspaceId),
    readFirstUsageMonth(pool(), workspaceId),
    usageBefore(workspaceId, month, current ? begun.length : null),
  ]);
  const known = new Map(names.map((source) => [source.id, source]));
  const sources = [...new Set([...calls.sources.keys(), ...perSource.keys()])].map((sourceId) => {
    const dailyApiCalls = (calls.sources.get(sourceId) ?? []).map((snapshot) => snapshot.apiCalls);
    return {
      sourceId,
      name: known.get(sourceId)?.name ?? null,
      type: known.get(sourceId)?.type ?? null,
      users: counts(perSource.get(sourceId)?.[0]),
      apiCalls: dailyApiCalls.at(-1) ?? 0,
      dailyApiCalls,
    };
  });
  return {
    month,
    current,
    days: daysSoFar(month, new Date(Date.parse(`${monthBounds(month).to}T00:00:00Z`) - 1)),
    users: counts(mtu.at(-1)),
    apiCalls: calls.workspace.at(-1)?.apiCalls ?? 0,
    daily: begun.map((day, index) => ({
      day,
      users: counts(mtu[index]),
      apiCalls: calls.workspace[index]?.apiCalls ?? 0,
    })),
    before,
    sources: sources.sort((a, b) => b.apiCalls - a.apiCalls || a.sourceId.localeCompare(b.sourceId)),
    months: monthsSince(firstMonth ?? thisMonth, thisMonth),
  };
}

import { systemClock, type Clock } from '@/platform/clock';
import { readApiCallUsage, type ApiCallSnapshot } from '@/pipeline/usage/read-api-calls';
import { daysSoFar } from '@/pipeline/usage/read-days';
import { pool } from '@/storage/client';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { usageMonthInput, type UsageMonthInput } from './usage.schema';

/** The cumulative API calls of a workspace for each day of a month that has begun (UTC). */
export async function listDailyApiCalls(
  ctx: Context,
  input: UsageMonthInput,
  clock: Clock = systemClock,
): Promise<ApiCallSnapshot[]> {
  authorize(ctx, 'workspace:read');
  const { month } = parseInput(usageMonthInput, input);
  const days = daysSoFar(month, clock.now());
  return (await readApiCallUsage(pool(), ctx.workspace.id, month, days)).workspace;
}

/** As listDailyApiCalls, for each source that had calls in the month: by day, then by source id. */
export async function listDailyApiCallsPerSource(
  ctx: Context,
  input: UsageMonthInput,
  clock: Clock = systemClock,
): Promise<(ApiCallSnapshot & { sourceId: string })[]> {
  authorize(ctx, 'workspace:read');
  const { month } = parseInput(usageMonthInput, input);
  const days = daysSoFar(month, clock.now());
  const { sources } = await readApiCallUsage(pool(), ctx.workspace.id, month, days);
  return [...sources]
    .flatMap(([sourceId, snapshots]) => snapshots.map((snapshot) => ({ ...snapshot, sourceId })))
    .sort((a, b) => a.day.localeCompare(b.day) || a.sourceId.localeCompare(b.sourceId));
}

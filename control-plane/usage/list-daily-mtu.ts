import { systemClock, type Clock } from '@/platform/clock';
import { daysSoFar } from '@/pipeline/usage/read-days';
import { readMtu, readMtuPerSource, type MtuSnapshot } from '@/pipeline/usage/read-mtu';
import { pool } from '@/storage/client';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { usageMonthInput, type UsageMonthInput } from './usage.schema';

/** The cumulative MTUs of a workspace for each day of a month that has begun (UTC). */
export async function listDailyMtu(
  ctx: Context,
  input: UsageMonthInput,
  clock: Clock = systemClock,
): Promise<MtuSnapshot[]> {
  authorize(ctx, 'workspace:read');
  const { month } = parseInput(usageMonthInput, input);
  return readMtu(pool(), ctx.workspace.id, month, daysSoFar(month, clock.now()));
}

/** As listDailyMtu, for each source that saw anybody in the month: by day, then by source id. */
export async function listDailyMtuPerSource(
  ctx: Context,
  input: UsageMonthInput,
  clock: Clock = systemClock,
): Promise<(MtuSnapshot & { sourceId: string })[]> {
  authorize(ctx, 'workspace:read');
  const { month } = parseInput(usageMonthInput, input);
  const days = daysSoFar(month, clock.now());
  const perSource = await readMtuPerSource(pool(), ctx.workspace.id, month, days);
  return [...perSource]
    .flatMap(([sourceId, snapshots]) => snapshots.map((snapshot) => ({ ...snapshot, sourceId })))
    .sort((a, b) => a.day.localeCompare(b.day) || a.sourceId.localeCompare(b.sourceId));
}

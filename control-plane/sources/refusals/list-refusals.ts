import { systemClock, type Clock } from '@/platform/clock';
import { pool } from '@/storage/client';
import { bucketStart, GRAIN_MS } from '@/storage/metrics/grains';
import { readRefusals } from '@/storage/metrics/read-refusals';
import { authorize } from '../../authorize';
import type { Context } from '../../context';
import { parseInput } from '../../parse-input';
import { explainRefusal } from './explain-refusal';
import { requireSource } from '../require-source';
import { sourceIdInput } from '../source.schema';

/** Events of a source that were not accepted for one reason. */
export interface Refusal {
  /** The code, as in the debugger ("batch_too_long"). */
  reason: string;
  meaning: string;
  count: number;
  /** ISO-8601. */
  lastAt: string;
}

const HOURS = 24;

/**
 * What a source sent in the last 23 whole hours and the current one that was not accepted, by reason, the most frequent
 * first: counters, so refused requests are in it that no event stands for. @throws ControlPlaneError `not_found`
 */
export async function listRefusals(
  ctx: Context,
  input: { sourceId: string },
  clock: Clock = systemClock,
): Promise<Refusal[]> {
  authorize(ctx, 'workspace:read');
  const { sourceId } = parseInput(sourceIdInput, input);
  await requireSource(ctx, sourceId);
  const from = new Date(bucketStart('h', clock.now()).getTime() - (HOURS - 1) * GRAIN_MS.h);
  const rows = await readRefusals(pool(), ctx.workspace.id, sourceId, from);
  return rows.map(({ reason, count, lastAt }) => ({
    reason,
    meaning: explainRefusal(reason),
    count,
    lastAt: lastAt.toISOString(),
  }));
}

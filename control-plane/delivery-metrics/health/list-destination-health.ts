import { z } from 'zod';
import { systemClock, type Clock } from '@/platform/clock';
import { pool } from '@/storage/client';
import { bucketStart, GRAIN_MS } from '@/storage/metrics/grains';
import { readRecentTries } from '@/storage/metrics/read-recent-tries';
import { authorize } from '../../authorize';
import type { Context } from '../../context';
import { parseInput } from '../../parse-input';
import { judgeTries, type DestinationHealth } from './destination-health';

const inputSchema = z.object({ destinationIds: z.array(z.string()).max(1000) });

/** Health by destination. */
export type HealthById = Record<string, DestinationHealth>;

/** Whether events arrive at some destinations of the workspace; those of other workspaces are absent. */
export async function listDestinationHealth(
  ctx: Context,
  input: z.input<typeof inputSchema>,
  clock: Clock = systemClock,
): Promise<HealthById> {
  authorize(ctx, 'workspace:read');
  const { destinationIds } = parseInput(inputSchema, input);
  const from = new Date(bucketStart('h', clock.now()).getTime() - 23 * GRAIN_MS.h);
  const rows = await readRecentTries(pool(), ctx.workspace.id, destinationIds, from);
  return Object.fromEntries(rows.map((row) => [row.destinationId, judgeTries(row)]));
}

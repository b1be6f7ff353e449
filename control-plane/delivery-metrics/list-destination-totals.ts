import { z } from 'zod';
import { pool } from '@/storage/client';
import { bucketStart } from '@/storage/metrics/grains';
import { readDestinationTotals } from '@/storage/metrics/read-destination-totals';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';

const inputSchema = z.object({ destinationIds: z.array(z.string()).max(1000) });

/** What each destination did in the last 24 hours. */
export type DestinationTotalsById = Record<string, { delivered: number; failed: number; filtered: number }>;

/** Totals of the last 24 hours per destination (from the whole hour in which they began); absent where nothing happened. */
export async function listDestinationTotals(
  ctx: Context,
  input: z.input<typeof inputSchema>,
  now: Date = new Date(),
): Promise<DestinationTotalsById> {
  authorize(ctx, 'workspace:read');
  const { destinationIds } = parseInput(inputSchema, input);
  if (destinationIds.length === 0) return {};
  const from = bucketStart('h', new Date(now.getTime() - 24 * 3_600_000));
  const rows = await readDestinationTotals(pool(), ctx.workspace.id, destinationIds, from);
  return Object.fromEntries(rows.map(({ destinationId, ...totals }) => [destinationId, totals]));
}

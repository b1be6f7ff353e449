import { z } from 'zod';
import { pool } from '@/storage/client';
import { readBreakers } from '@/storage/deliveries/breaker/read-breakers';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { viewBreaker, type BreakerView } from './breaker-view';

const inputSchema = z.object({ destinationIds: z.array(z.string()).max(1000) });

/** Breakers by destination; one that is simply delivered to is absent. */
export type BreakersById = Record<string, BreakerView>;

/** Those of some destinations of the workspace that are held back or paused. */
export async function listBreakers(ctx: Context, input: z.input<typeof inputSchema>): Promise<BreakersById> {
  authorize(ctx, 'workspace:read');
  const { destinationIds } = parseInput(inputSchema, input);
  const rows = await readBreakers(pool(), ctx.workspace.id, destinationIds);
  return Object.fromEntries(rows.map((row) => [row.destinationId, viewBreaker(row)]));
}

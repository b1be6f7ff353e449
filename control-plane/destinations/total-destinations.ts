import { db } from '@/storage/client';
import { countDestinationRows } from '@/storage/entities/destinations';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** How many destinations the workspace has, or those of one of its sources. */
export function totalDestinations(ctx: Context, input: { sourceId?: string } = {}): Promise<number> {
  authorize(ctx, 'workspace:read');
  return countDestinationRows(db(), ctx.workspace.id, input);
}

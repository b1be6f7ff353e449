import { db } from '@/storage/client';
import { countDestinationsByType } from '@/storage/entities/destinations';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** How many destinations of each type the workspace has, by type. */
export async function countDestinations(ctx: Context): Promise<Record<string, number>> {
  authorize(ctx, 'workspace:read');
  return Object.fromEntries(await countDestinationsByType(db(), ctx.workspace.id));
}

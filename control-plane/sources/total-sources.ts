import { db } from '@/storage/client';
import { countSourceRows } from '@/storage/entities/sources';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** How many sources the workspace has. */
export function totalSources(ctx: Context): Promise<number> {
  authorize(ctx, 'workspace:read');
  return countSourceRows(db(), ctx.workspace.id);
}

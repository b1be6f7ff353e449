import { db } from '@/storage/client';
import { findSource, type SourceRow } from '@/storage/entities/sources';
import type { Context } from '../context';
import { notFound } from '../errors';

/** The source `id` of the caller's workspace. @throws ControlPlaneError `not_found`, also for another workspace's. */
export async function requireSource(ctx: Context, id: string): Promise<SourceRow> {
  const row = await findSource(db(), ctx.workspace.id, id);
  if (!row) throw notFound('source');
  return row;
}

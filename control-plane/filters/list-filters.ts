import { db } from '@/storage/client';
import { listDestinationFilterRows } from '@/storage/entities/destination-filters';
import { findDestination } from '@/storage/entities/destinations';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { viewFilter, type FilterView } from './filter-view';

/** The filters of a destination, oldest first; at most ten, so always one page. @throws ControlPlaneError `not_found`. */
export async function listFilters(
  ctx: Context,
  input: { destinationId: string },
): Promise<{ items: FilterView[]; next: null }> {
  authorize(ctx, 'workspace:read');
  const destination = await findDestination(db(), ctx.workspace.id, input.destinationId);
  if (!destination) throw notFound('destination');
  const rows = await listDestinationFilterRows(db(), ctx.workspace.id, destination.id);
  return { items: rows.map((row) => viewFilter(row, destination.sourceId)), next: null };
}

import { db } from '@/storage/client';
import { findDestinationFilter } from '@/storage/entities/destination-filters';
import { findDestination } from '@/storage/entities/destinations';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { viewFilter, type FilterView } from './filter-view';

/** One filter of a destination. @throws ControlPlaneError `not_found`. */
export async function getFilter(ctx: Context, input: { destinationId: string; id: string }): Promise<FilterView> {
  authorize(ctx, 'workspace:read');
  const destination = await findDestination(db(), ctx.workspace.id, input.destinationId);
  if (!destination) throw notFound('destination');
  const row = await findDestinationFilter(db(), ctx.workspace.id, destination.id, input.id);
  if (!row) throw notFound('filter');
  return viewFilter(row, destination.sourceId);
}

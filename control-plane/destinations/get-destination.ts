import { db } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { viewDestination, type DestinationView } from './destination-view';

/** One destination. @throws ControlPlaneError `not_found`. */
export async function getDestination(ctx: Context, input: { id: string }): Promise<DestinationView> {
  authorize(ctx, 'workspace:read');
  const row = await findDestination(db(), ctx.workspace.id, input.id);
  if (!row) throw notFound('destination');
  return viewDestination(row);
}

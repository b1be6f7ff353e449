import { db } from '@/storage/client';
import { findDestination, type DestinationRow } from '@/storage/entities/destinations';
import type { Context } from '../context';
import { notFound } from '../errors';

/** The destination of the workspace whose deliveries are meant. @throws ControlPlaneError `not_found`. */
export async function requireDestination(ctx: Context, id: string): Promise<DestinationRow> {
  const destination = await findDestination(db(), ctx.workspace.id, id);
  if (!destination) throw notFound('destination');
  return destination;
}

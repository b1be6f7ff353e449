import { db } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { findSubscription } from '@/storage/entities/subscriptions';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { viewSubscription, type SubscriptionView } from './subscription-view';

/** One mapping of a destination. @throws ControlPlaneError `not_found`. */
export async function getSubscription(
  ctx: Context,
  input: { destinationId: string; id: string },
): Promise<SubscriptionView> {
  authorize(ctx, 'workspace:read');
  const destination = await findDestination(db(), ctx.workspace.id, input.destinationId);
  if (!destination) throw notFound('destination');
  const row = await findSubscription(db(), ctx.workspace.id, destination.id, input.id);
  if (!row) throw notFound('mapping');
  return viewSubscription(row, destination.type);
}

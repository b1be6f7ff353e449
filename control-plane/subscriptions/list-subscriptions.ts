import { db } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { listSubscriptionRows } from '@/storage/entities/subscriptions';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { viewSubscription, type SubscriptionView } from './subscription-view';

/** The mappings of a destination in their order; at most 50, so always one page. @throws ControlPlaneError `not_found`. */
export async function listSubscriptions(
  ctx: Context,
  input: { destinationId: string },
): Promise<{ items: SubscriptionView[]; next: null }> {
  authorize(ctx, 'workspace:read');
  const destination = await findDestination(db(), ctx.workspace.id, input.destinationId);
  if (!destination) throw notFound('destination');
  const rows = await listSubscriptionRows(db(), ctx.workspace.id, destination.id);
  return { items: rows.map((row) => viewSubscription(row, destination.type)), next: null };
}

import type { Db } from '@/storage/client';
import { listSubscriptionRows, type SubscriptionRow } from '@/storage/entities/subscriptions';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';

/** "Mappings per Actions destination: 50; Webhooks (Actions): 5" (Segment). */
export function maxSubscriptions(type: string): number {
  return type === 'webhook' ? 5 : 50;
}

/**
 * The mappings that a destination has, when `more` may be added to them. Call it with the destination locked.
 * @throws ControlPlaneError `precondition_failed`.
 */
export async function requireRoom(
  tx: Db,
  ctx: Context,
  destination: { id: string; type: string },
  more: number,
): Promise<SubscriptionRow[]> {
  const present = await listSubscriptionRows(tx, ctx.workspace.id, destination.id);
  const most = maxSubscriptions(destination.type);
  if (present.length + more <= most) return present;
  const why = `A destination of this type has at most ${most} mappings`;
  throw new ControlPlaneError(
    'precondition_failed',
    present.length === 0 || more === 1 ? `${why}.` : `${why}; it has ${present.length}, so ${more} more do not fit.`,
  );
}

/** The place after the last of them. */
export function nextPosition(present: readonly SubscriptionRow[]): number {
  return Math.max(-1, ...present.map((row) => row.position)) + 1;
}

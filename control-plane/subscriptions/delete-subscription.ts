import { deleteSubscriptionRow, findSubscription } from '@/storage/entities/subscriptions';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { notFound } from '../errors';

/** Deletes a mapping. @throws ControlPlaneError `not_found`. */
export async function deleteSubscription(ctx: Context, input: { destinationId: string; id: string }): Promise<void> {
  authorize(ctx, 'destinations:edit');
  await transaction(async (tx) => {
    const destination = await lockDestination(tx, ctx, input.destinationId);
    const row = await findSubscription(tx, ctx.workspace.id, destination.id, input.id);
    if (!row) throw notFound('mapping');
    await deleteSubscriptionRow(tx, row.id);
    await audit(tx, ctx, {
      type: 'Mapping Deleted',
      resource: { type: 'subscription', id: row.id, name: row.name },
      detail: { destination: destination.name },
    });
  });
}

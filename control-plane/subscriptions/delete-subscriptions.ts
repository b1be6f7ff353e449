import type { z } from 'zod';
import { deleteSubscriptionRows } from '@/storage/entities/subscriptions';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { parseInput } from '../parse-input';
import { requireSubscriptions } from './require-subscriptions';
import { manySubscriptionsSchema } from './subscription.schema';

/** Deletes several mappings, all or none of them. @throws ControlPlaneError `not_found`. */
export async function deleteSubscriptions(ctx: Context, input: z.input<typeof manySubscriptionsSchema>): Promise<void> {
  authorize(ctx, 'destinations:edit');
  const { destinationId, ids } = parseInput(manySubscriptionsSchema, input);
  await transaction(async (tx) => {
    const destination = await lockDestination(tx, ctx, destinationId);
    const rows = await requireSubscriptions(tx, ctx, destination.id, ids);
    await deleteSubscriptionRows(tx, destination.id, ids);
    for (const { id, name } of rows) {
      await audit(tx, ctx, {
        type: 'Mapping Deleted',
        resource: { type: 'subscription', id, name },
        detail: { destination: destination.name },
      });
    }
  });
}

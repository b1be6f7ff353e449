import type { z } from 'zod';
import { listSubscriptionRows, writeSubscriptionOrder } from '@/storage/entities/subscriptions';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { ControlPlaneError, notFound } from '../errors';
import { parseInput } from '../parse-input';
import { manySubscriptionsSchema } from './subscription.schema';

/**
 * Puts the mappings of a destination into another order; `ids` are all of them.
 * @throws ControlPlaneError `not_found` (an id that is not its), `conflict` (one is missing: another was added meanwhile).
 */
export async function reorderSubscriptions(
  ctx: Context,
  input: z.input<typeof manySubscriptionsSchema>,
): Promise<void> {
  authorize(ctx, 'destinations:edit');
  const { destinationId, ids } = parseInput(manySubscriptionsSchema, input);
  await transaction(async (tx) => {
    const destination = await lockDestination(tx, ctx, destinationId);
    const present = await listSubscriptionRows(tx, ctx.workspace.id, destination.id);
    const known = new Set(present.map((row) => row.id));
    if (ids.some((id) => !known.has(id))) throw notFound('mapping');
    if (ids.length !== known.size) {
      throw new ControlPlaneError('conflict', 'A mapping was added meanwhile. Load the list again, then move it.');
    }
    await writeSubscriptionOrder(tx, destination.id, ids);
    await audit(tx, ctx, {
      type: 'Mappings Reordered',
      resource: { type: 'destination', id: destination.id, name: destination.name },
      detail: { mappings: ids.length },
    });
  });
}

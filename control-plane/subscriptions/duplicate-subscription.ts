import type { z } from 'zod';
import { newId } from '@/platform/ids';
import type { JsonObject } from '@/spec/event';
import { findSubscription, insertSubscriptions, writeSubscriptionOrder } from '@/storage/entities/subscriptions';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { nextPosition, requireRoom } from './max-subscriptions';
import { MAX_NAME, oneSubscriptionSchema } from './subscription.schema';
import { viewSubscription, type SubscriptionView } from './subscription-view';

const SUFFIX = ' (Copy)';

/**
 * Makes a copy of a mapping, disabled, named "Name (Copy)", right after it.
 * @throws ControlPlaneError `not_found`, `precondition_failed` (as many as may be).
 */
export async function duplicateSubscription(
  ctx: Context,
  input: z.input<typeof oneSubscriptionSchema>,
): Promise<SubscriptionView> {
  authorize(ctx, 'destinations:edit');
  const wanted = parseInput(oneSubscriptionSchema, input);
  return transaction(async (tx) => {
    const destination = await lockDestination(tx, ctx, wanted.destinationId);
    const original = await findSubscription(tx, ctx.workspace.id, destination.id, wanted.id);
    if (!original) throw notFound('mapping');
    const present = await requireRoom(tx, ctx, destination, 1);
    const id = newId('sub');
    const { actionSlug, trigger, mapping } = original;
    const name = `${original.name.slice(0, MAX_NAME - SUFFIX.length)}${SUFFIX}`;
    const copy = { id, destinationId: destination.id, name, actionSlug, trigger, mapping: mapping as JsonObject };
    await insertSubscriptions(tx, [{ ...copy, enabled: false, position: nextPosition(present) }]);
    const order = present.flatMap((row) => (row.id === original.id ? [row.id, id] : [row.id]));
    await writeSubscriptionOrder(tx, destination.id, order);
    const row = await findSubscription(tx, ctx.workspace.id, destination.id, id);
    if (!row) throw notFound('mapping');
    await audit(tx, ctx, {
      type: 'Mapping Created',
      resource: { type: 'subscription', id, name },
      detail: {
        destination: destination.name,
        trigger,
        enabled: false,
        copyOf: original.id,
        copyOfName: original.name,
      },
    });
    return viewSubscription(row, destination.type);
  });
}

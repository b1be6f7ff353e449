import type { z } from 'zod';
import { findDestinationType } from '@/catalog/destinations/registry';
import { enableSubscriptionRows } from '@/storage/entities/subscriptions';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { parseInput } from '../parse-input';
import { requireCompleteMappings } from './complete/require-complete-mappings';
import { requireSubscriptions } from './require-subscriptions';
import { enableSubscriptionsSchema } from './subscription.schema';

/**
 * Turns several mappings on or off, all or none of them.
 * @throws ControlPlaneError `not_found`, `precondition_failed` (one lacks what its action needs).
 */
export async function enableSubscriptions(
  ctx: Context,
  input: z.input<typeof enableSubscriptionsSchema>,
): Promise<void> {
  authorize(ctx, 'destinations:edit');
  const { destinationId, ids, enabled } = parseInput(enableSubscriptionsSchema, input);
  await transaction(async (tx) => {
    const destination = await lockDestination(tx, ctx, destinationId);
    const rows = await requireSubscriptions(tx, ctx, destination.id, ids);
    const changed = rows.filter((row) => row.enabled !== enabled);
    if (enabled) requireCompleteMappings(findDestinationType(destination.type)?.actions ?? [], changed);
    await enableSubscriptionRows(
      tx,
      destination.id,
      changed.map(({ id }) => id),
      enabled,
    );
    for (const { id, name } of changed) {
      await audit(tx, ctx, {
        type: enabled ? 'Mapping Enabled' : 'Mapping Disabled',
        resource: { type: 'subscription', id, name },
        detail: { destination: destination.name },
      });
    }
  });
}

import type { DeliverySettings } from '@/spec/retry-schedule';
import { updateDestinationRow } from '@/storage/entities/destinations';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { parseInput } from '../parse-input';
import { deliveryPolicySchema, type DeliveryPolicyInput } from './delivery-policy.schema';

/**
 * Changes how much and how long a destination is tried; in force within a second, also for deliveries that wait already.
 * @throws ControlPlaneError `not_found`, `invalid_input`.
 */
export async function updateDeliveryPolicy(ctx: Context, input: DeliveryPolicyInput): Promise<DeliverySettings> {
  authorize(ctx, 'destinations:edit');
  const { destinationId, ...chosen } = parseInput(deliveryPolicySchema, input);
  return transaction(async (tx) => {
    const row = await lockDestination(tx, ctx, destinationId);
    await updateDestinationRow(tx, ctx.workspace.id, row.id, chosen);
    await audit(tx, ctx, {
      type: 'Destination Delivery Modified',
      resource: { type: 'destination', id: row.id, name: row.name },
      detail: chosen,
    });
    return chosen;
  });
}

'use server';

import type { SelectionInput } from '@/control-plane/deliveries/deliveries.schema';
import { resendDeliveries } from '@/control-plane/deliveries/resend-deliveries';
import { resetDestinationBreaker } from '@/control-plane/deliveries/reset-destination-breaker';
import { retryDeliveries } from '@/control-plane/deliveries/retry-deliveries';
import { updateDeliveryPolicy } from '@/control-plane/delivery-policy/update-delivery-policy';
import type { DeliverySettings } from '@/spec/retry-schedule';
import { runAction } from '../../../../../../action-result';
import { requireContext } from '../../../../../../context';

/** What was chosen on the page, beside the destination. */
type Chosen = Omit<SelectionInput, 'destinationId'>;

/** Makes waiting deliveries due now. */
export async function retryNow(workspace: string, destinationId: string, chosen: Chosen) {
  const ctx = await requireContext(workspace);
  return runAction(() => retryDeliveries(ctx, { ...chosen, destinationId }));
}

/** Has failed deliveries sent again. */
export async function sendAgain(workspace: string, destinationId: string, chosen: Chosen) {
  const ctx = await requireContext(workspace);
  return runAction(() => resendDeliveries(ctx, { ...chosen, destinationId }));
}

/** Has a destination that is held back delivered to again. */
export async function resetBreaker(workspace: string, destinationId: string) {
  const ctx = await requireContext(workspace);
  return runAction(() => resetDestinationBreaker(ctx, { destinationId }));
}

/** Saves how much and how long a destination is tried. */
export async function saveDeliveryPolicy(workspace: string, destinationId: string, policy: DeliverySettings) {
  const ctx = await requireContext(workspace);
  return runAction(() => updateDeliveryPolicy(ctx, { ...policy, destinationId }));
}

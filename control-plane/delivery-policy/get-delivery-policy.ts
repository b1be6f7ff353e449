import type { DeliverySettings } from '@/spec/retry-schedule';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { requireDestination } from '../deliveries/require-destination';

/** How much and how long a destination is tried. @throws ControlPlaneError `not_found`. */
export async function getDeliveryPolicy(
  ctx: Context,
  { destinationId }: { destinationId: string },
): Promise<DeliverySettings> {
  authorize(ctx, 'workspace:read');
  const { concurrency, perSecond, maxAttempts, windowMinutes } = await requireDestination(ctx, destinationId);
  return { concurrency, perSecond, maxAttempts, windowMinutes };
}

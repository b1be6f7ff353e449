import { z } from 'zod';
import { DELIVERY_BOUNDS } from '@/spec/retry-schedule';

const { concurrency, perSecond, maxAttempts, windowMinutes } = DELIVERY_BOUNDS;
const whole = ({ min, max }: { min: number; max: number }) => {
  const message = `A whole number from ${min} to ${max.toLocaleString('en-US')}.`;
  return z.number(message).int(message).min(min, message).max(max, message);
};

/** How much and how long a destination is tried, as a person chooses it. */
export const deliveryPolicySchema = z.object({
  destinationId: z.string(),
  concurrency: whole(concurrency),
  /** Null: no limit. */
  perSecond: whole(perSecond).nullable(),
  /** Null: as many as fit into the window. */
  maxAttempts: whole(maxAttempts).nullable(),
  windowMinutes: whole(windowMinutes),
});

export type DeliveryPolicyInput = z.input<typeof deliveryPolicySchema>;

import { z } from 'zod';

/** The periods that Event Delivery shows, all ending now. */
export const DELIVERY_PERIODS = ['30m', '1h', '24h', '7d'] as const;
export const deliveryPeriodSchema = z.enum(DELIVERY_PERIODS);
export type DeliveryPeriod = z.infer<typeof deliveryPeriodSchema>;

/** The period a page shows when its URL names none. */
export const DEFAULT_PERIOD: DeliveryPeriod = '24h';

import { z } from 'zod';
import { DELIVERY_PERIODS } from './period-names.schema';

/** One of the periods that Event Delivery shows. */
export const deliveryPeriodSchema = z.enum(DELIVERY_PERIODS);

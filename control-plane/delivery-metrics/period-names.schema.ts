// Apart from delivery-period.schema.ts, so that the page in the browser does not load zod.

/** The periods that Event Delivery shows, all ending now. */
export const DELIVERY_PERIODS = ['30m', '1h', '24h', '7d'] as const;
export type DeliveryPeriod = (typeof DELIVERY_PERIODS)[number];

/** The period a page shows when its URL names none. */
export const DEFAULT_PERIOD: DeliveryPeriod = '24h';

/** The period that a URL names, or the default when it names none of them. */
export function periodOf(text: string | null): DeliveryPeriod {
  return DELIVERY_PERIODS.find((period) => period === text) ?? DEFAULT_PERIOD;
}

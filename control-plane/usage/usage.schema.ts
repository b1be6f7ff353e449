import { z } from 'zod';

/** A month as `YYYY-MM` (UTC). */
export const usageMonth = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month as YYYY-MM, for example 2026-11');

/** The month that usage is asked for. */
export const usageMonthInput = z.object({ month: usageMonth });
export type UsageMonthInput = z.input<typeof usageMonthInput>;

import { z } from 'zod';
import { MAX_FQL_BYTES } from '@/spec/filter-limits';
import { jsonObject } from '../destinations/destination.schema';

/** "Mappings per Actions destination: 50" (Segment). */
export const MAX_SUBSCRIPTIONS = 50;
/** Largest mapping, in characters of JSON. */
const MAX_MAPPING = 64 * 1024;

const name = z.string('Enter a name.').trim().min(1, 'Enter a name.').max(120, 'A name has at most 120 characters.');
const trigger = z
  .string('Enter a trigger.')
  .trim()
  .min(1, 'Enter a trigger.')
  .refine((text) => new TextEncoder().encode(text).length <= MAX_FQL_BYTES, 'A trigger has at most 5 KB.');
const mapping = jsonObject.refine(
  (value) => JSON.stringify(value).length <= MAX_MAPPING,
  'A mapping has at most 64 KB.',
);

export const createSubscriptionSchema = z.object({
  destinationId: z.string().min(1),
  name,
  actionSlug: z.string().min(1, 'Choose an action.'),
  /** A new mapping is off until somebody turns it on, as in Segment. */
  enabled: z.boolean().default(false),
  trigger,
  /** Left out: what the action proposes. */
  mapping: mapping.optional(),
});

export const updateSubscriptionSchema = z.object({
  destinationId: z.string().min(1),
  id: z.string().min(1),
  name: name.optional(),
  enabled: z.boolean().optional(),
  trigger: trigger.optional(),
  mapping: mapping.optional(),
});

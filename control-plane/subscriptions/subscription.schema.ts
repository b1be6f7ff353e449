import { z } from 'zod';
import { MAX_FQL_BYTES } from '@/spec/filter-limits';
import { jsonObject } from '../destinations/destination.schema';

/** Longest name of a mapping, in characters. */
export const MAX_NAME = 120;
/** Largest mapping, in characters of JSON. */
const MAX_MAPPING = 64 * 1024;

const name = z
  .string('Enter a name.')
  .trim()
  .min(1, 'Enter a name.')
  .max(MAX_NAME, `A name has at most ${MAX_NAME} characters.`);
const trigger = z
  .string('Enter a trigger.')
  .trim()
  .min(1, 'Enter a trigger.')
  .refine((text) => new TextEncoder().encode(text).length <= MAX_FQL_BYTES, 'A trigger has at most 5 KB.');
const mapping = jsonObject.refine(
  (value) => JSON.stringify(value).length <= MAX_MAPPING,
  'A mapping has at most 64 KB.',
);

/** A new mapping of a destination. */
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

/** A change to a mapping; what is left out stays. */
export const updateSubscriptionSchema = z.object({
  destinationId: z.string().min(1),
  id: z.string().min(1),
  name: name.optional(),
  enabled: z.boolean().optional(),
  trigger: trigger.optional(),
  mapping: mapping.optional(),
  /**
   * Refuse what would enable a mapping without a value that it needs, or take such a value from an enabled one. The
   * dashboard asks for it; the Public API takes both, as Segment's does.
   */
  keepComplete: z.boolean().default(false),
});

/** One mapping of a destination. */
export const oneSubscriptionSchema = z.object({ destinationId: z.string().min(1), id: z.string().min(1) });

/** Some mappings of a destination, each once. */
export const manySubscriptionsSchema = z.object({
  destinationId: z.string().min(1),
  ids: z
    .array(z.string().min(1))
    .min(1, 'Choose a mapping.')
    .max(200)
    .refine((ids) => new Set(ids).size === ids.length, 'Each mapping once.'),
});

/** Some mappings to switch on or off together. */
export const enableSubscriptionsSchema = manySubscriptionsSchema.extend({ enabled: z.boolean() });

/** Presets of the definition to make mappings of. */
export const fromPresetsSchema = z.object({
  destinationId: z.string().min(1),
  /** Names of presets; left out: all that are not there yet. */
  names: z.array(z.string().min(1)).min(1).max(200).optional(),
});

import { z } from 'zod';
import { filterActionSchema } from '@/spec/filter';
import { MAX_FILTER_TITLE, MAX_FQL_BYTES } from '@/spec/filter-limits';

/** FQL of at most 5 KB, or "all". */
export const conditionText = z
  .string('Enter a condition.')
  .trim()
  .min(1, 'Enter a condition, or "all".')
  .refine(
    (text) => new TextEncoder().encode(text).length <= MAX_FQL_BYTES,
    `A condition has at most ${MAX_FQL_BYTES / 1024} KB.`,
  );

const title = z
  .string('Enter a name.')
  .trim()
  .min(1, 'Enter a name.')
  .max(MAX_FILTER_TITLE, `A name has at most ${MAX_FILTER_TITLE} characters.`);
const description = z.string().trim().max(1000, 'At most 1,000 characters.');
const actions = z.array(filterActionSchema).min(1, 'Choose what the filter does.').max(10, 'At most 10 actions.');

/** A new filter of a destination. */
export const createFilterSchema = z.object({
  destinationId: z.string().min(1),
  title,
  description: description.default(''),
  condition: conditionText,
  actions,
  enabled: z.boolean().default(true),
});

/** A change to a filter; what is left out stays. */
export const updateFilterSchema = z.object({
  destinationId: z.string().min(1),
  id: z.string().min(1),
  title: title.optional(),
  description: description.optional(),
  condition: conditionText.optional(),
  actions: actions.optional(),
  enabled: z.boolean().optional(),
});

/** A filter that is not saved, tried on one event. */
export const previewFilterSchema = z.object({
  condition: conditionText,
  actions,
  payload: z.custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'The event must be a JSON object.',
  ),
});

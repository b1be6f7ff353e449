import { z } from 'zod';

/** Where the fields of a filter live: a part of the event, or '' for its top level (segment-facts 4.6). */
export const FIELD_GROUPS = ['properties', 'traits', 'context', ''] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

const path = z.string().trim().min(1, 'Name a field.').max(256, 'A field path has at most 256 characters.');
const fieldPaths = z.array(path).max(200, 'At most 200 fields.');
const fields = z
  .strictObject({
    properties: fieldPaths.optional(),
    traits: fieldPaths.optional(),
    context: fieldPaths.optional(),
    '': fieldPaths.optional(),
  })
  .refine((groups) => Object.values(groups).some((paths) => paths.length > 0), 'Name at least one field.');

/**
 * What a filter does with an event that meets its condition.
 * - DROP: the event is not sent. "Only send event if X" is a DROP whose condition is `!(X)`.
 * - SAMPLE: `percent` (0 to 1) of the events are sent; with `path`, the same value always gets the same answer.
 * - DROP_PROPERTIES: the named fields are removed.
 * - ALLOW_PROPERTIES: in every group named, only the named fields stay; groups not named stay whole.
 * Fields are dotted paths; a path reaches into every object of an array (`products.price`).
 */
export const filterActionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('DROP') }),
  z.object({
    type: z.literal('SAMPLE'),
    percent: z.number().min(0, 'Between 0 and 1.').max(1, 'Between 0 and 1.'),
    path: path.optional(),
  }),
  z.object({ type: z.literal('DROP_PROPERTIES'), fields }),
  z.object({ type: z.literal('ALLOW_PROPERTIES'), fields }),
]);

export type FilterAction = z.infer<typeof filterActionSchema>;
/** Field paths by group; '' holds paths from the top of the event. */
export type FilterFields = Partial<Record<FieldGroup, string[]>>;

/** A destination filter as the pipeline applies it. */
export interface FilterRule {
  id: string;
  title: string;
  /** FQL, or "all". */
  condition: string;
  actions: FilterAction[];
  enabled: boolean;
}

import { z } from 'zod';

/** A source's name: what people see. */
export const sourceName = z
  .string({ error: 'Give the source a name.' })
  .trim()
  .min(1, 'Give the source a name.')
  .max(120, 'Use at most 120 characters.');

/** A source's slug: what the Public API and exports call it. */
export const sourceSlug = z
  .string()
  .trim()
  .min(1, 'Give the source a slug.')
  .max(100, 'Use at most 100 characters.')
  .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, 'Use lower-case letters, digits, hyphens and underscores.');

/** What a new source is made of. Without a slug one is derived from the name; the type cannot be changed later. */
export const createSourceInput = z
  .object({
    type: z.string({ error: 'Choose a type.' }).min(1, 'Choose a type.'),
    name: sourceName.optional(),
    slug: sourceSlug.optional(),
    enabled: z.boolean().default(true),
    settings: z.record(z.string(), z.json()).default({}),
  })
  .refine((input) => input.name !== undefined || input.slug !== undefined, {
    path: ['name'],
    error: 'Give the source a name.',
  });

/** What can be changed of a source; what is left out stays. */
export const updateSourceInput = z.object({
  sourceId: z.string(),
  name: sourceName.optional(),
  slug: sourceSlug.optional(),
  enabled: z.boolean().optional(),
  settings: z.record(z.string(), z.json()).optional(),
});

/** Which region's host a source hands out; null for the installation's own. */
export const setSourceRegionInput = z.object({ sourceId: z.string(), region: z.string().max(32).nullable() });

/** How a source's senders are answered. */
export const setHonestModeInput = z.object({ sourceId: z.string(), honestMode: z.boolean() });

const LIMIT = 'Use a whole number from 1 to 1,000,000.';

/** How many events a second a write key may send; null for no limit. */
export const eventsPerSecond = z.int(LIMIT).min(1, LIMIT).max(1_000_000, LIMIT).nullable();

/** Sets the limit of one write key. */
export const setWriteKeyLimitInput = z.object({ sourceId: z.string(), writeKeyId: z.string(), eventsPerSecond });

/** Names one source. */
export const sourceIdInput = z.object({ sourceId: z.string() });

/** A page of the list of sources. */
export const listSourcesInput = z.object({
  cursor: z.string().optional(),
  count: z.number().int().min(1).max(1000).default(50),
  search: z.string().trim().max(200).optional(),
});

/** Names one write key of one source: by its id, or by the key itself as in Segment's Public API. */
export const revokeWriteKeyInput = z
  .object({ sourceId: z.string(), writeKeyId: z.string().optional(), writeKey: z.string().optional() })
  .refine((input) => input.writeKeyId !== undefined || input.writeKey !== undefined, {
    path: ['writeKeyId'],
    error: 'Name the write key.',
  });

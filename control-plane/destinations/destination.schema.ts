import { z } from 'zod';
import type { JsonObject } from '@/spec/event';

/** Longest name of a destination, in characters. */
const MAX_NAME = 120;

/** The name of a destination; unique per source and type. */
export const destinationName = z
  .string('Enter a name.')
  .trim()
  .min(1, 'Enter a name.')
  .max(MAX_NAME, `A name has at most ${MAX_NAME} characters.`);

/** Any JSON object; what its keys may hold is checked against the destination's definition. */
export const jsonObject = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'Expected an object.',
);

/** A new destination of a source; its settings are checked against the definition afterwards. */
export const createDestinationSchema = z.object({
  sourceId: z.string('Choose a source.').min(1, 'Choose a source.'),
  type: z.string().min(1),
  name: destinationName,
  settings: jsonObject.default({}),
  /** Answers for the first mappings, by field of the action: the address a webhook is sent to. */
  setup: jsonObject.optional(),
  /** Names of the presets to begin with, suggested ones too; without it, those that the definition begins with. */
  mappings: z.array(z.string().max(500)).max(50).optional(),
  /** A destination of the same type in this workspace whose settings, secrets included, are taken where `settings` says nothing. */
  copyFrom: z.string().optional(),
  enabled: z.boolean().default(false),
});

/** A change to a destination; what is left out stays. */
export const updateDestinationSchema = z.object({
  id: z.string(),
  name: destinationName.optional(),
  enabled: z.boolean().optional(),
  /** Only the settings to change; null, "" or [] clears one. */
  settings: jsonObject.optional(),
});

/** A page of the destinations of a workspace, and what they are narrowed to. */
export const listDestinationsSchema = z.object({
  cursor: z.string().optional(),
  count: z.number().int().min(1).max(1000).default(50),
  search: z.string().trim().max(200).optional(),
  sourceId: z.string().optional(),
  type: z.string().optional(),
  enabled: z.boolean().optional(),
});

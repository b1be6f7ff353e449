import { z } from 'zod';
import { jsonObject } from '../destinations/destination.schema';

/** Largest event that is tried, in characters of JSON; the Tracking API takes 32 KB. */
const MAX_EVENT = 64 * 1024;
/** Largest mapping, as when it is saved. */
const MAX_MAPPING = 64 * 1024;

const sized = (most: number, message: string) =>
  jsonObject.refine((value) => JSON.stringify(value).length <= most, message);

const mapping = sized(MAX_MAPPING, 'A mapping has at most 64 KB.');

/** Which event a mapping is tried on: one of the log, one that was pasted, or one made for the trigger. */
export const chosenEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('stored'),
    id: z.string().regex(/^(\d{1,18}|[1-8]\d{18})$/, 'The event id is not valid.'),
  }),
  z.object({ kind: z.literal('pasted'), payload: sized(MAX_EVENT, 'An event has at most 64 KB.') }),
  z.object({ kind: z.literal('generated') }),
]);

/** A mapping as it stands in the editor, tried on one event. */
export const previewMappingInput = z.object({
  destinationId: z.string().min(1),
  actionSlug: z.string().min(1),
  trigger: z.string().max(20_000),
  mapping,
  event: chosenEvent,
});

/** A field whose choices the vendor gives, and what is filled in beside it. */
export const fieldChoicesInput = z.object({
  destinationId: z.string().min(1),
  actionSlug: z.string().min(1),
  /** With dots into objects: "details.list_id", an item of a list "identifiers.[0].type", keys "properties.__keys__". */
  field: z.string().min(1).max(200),
  mapping,
  page: z.string().max(2000).optional(),
});

/** Which recent events a mapping can be tried on. */
export const sampleEventsInput = z.object({ destinationId: z.string().min(1), trigger: z.string().max(20_000) });

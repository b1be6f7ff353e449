import { z } from 'zod';

/** A cursor of the debugger: a transaction id of the database, as text. */
const cursor = z.string().regex(/^\d{1,20}$/, 'The cursor is not valid.');

/** Asks for a source's newest events, or for those since a cursor. */
export const recentEventsInput = z.object({
  sourceId: z.string(),
  count: z.number().int().min(1).max(500).default(500),
  after: cursor.optional(),
});

/** Asks to be told of a source's new events. */
export const watchEventsInput = z.object({ sourceId: z.string(), after: cursor.optional() });

/** Names one event of one source. */
export const eventInput = z.object({
  sourceId: z.string(),
  eventId: z.string().regex(/^(\d{1,18}|[1-8]\d{18})$/, 'The event id is not valid.'),
});

/** Asks for events by a messageId or by the id of a request. */
export const findEventsInput = z.object({ sourceId: z.string(), id: z.string().trim().min(1).max(200) });

import { z } from 'zod';

/** Characters of a pasted event that are read; an event itself has at most 32 KB, of which the door tells. */
export const MAX_TEST_TEXT = 100_000;

/** What the event tester asks for. */
export const testEventSchema = z.object({
  destinationId: z.string().min(1),
  /** The event as JSON text. */
  text: z.string().max(MAX_TEST_TEXT, 'The text is longer than 100,000 characters; an event has at most 32 KB.'),
  mode: z.enum(['dry', 'real']),
  /** Only this mapping, even when it is disabled. */
  subscriptionId: z.string().min(1).optional(),
});

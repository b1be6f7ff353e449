import { z } from 'zod';

const eventTypes = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const;
const text = (max: number) => z.string().max(max).optional();

/** Which deliveries of a destination are meant; what is left out does not matter. */
export const selectionSchema = z.object({
  destinationId: z.string(),
  eventId: z
    .string()
    .regex(/^\d{1,19}$/, 'Not the id of an event.')
    .optional(),
  reason: text(200),
  eventType: z.enum(eventTypes, 'Not a type of event.').optional(),
  eventName: text(1000),
  /** Failed, or began to wait, at or after this. */
  from: z.date('Not a time.').optional(),
  to: z.date('Not a time.').optional(),
});

export type SelectionInput = z.input<typeof selectionSchema>;

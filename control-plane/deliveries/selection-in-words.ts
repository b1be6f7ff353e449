import type { z } from 'zod';
import type { selectionSchema } from './deliveries.schema';

/** What was chosen, for the audit log; what was left out is left out. */
export function selectionInWords({
  eventId,
  reason,
  eventType,
  eventName,
  from,
  to,
}: z.output<typeof selectionSchema>): Record<string, string> {
  const given = { eventId, reason, eventType, eventName, from: from?.toISOString(), to: to?.toISOString() };
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

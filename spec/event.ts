/** The six calls of the Segment Spec (segment-facts 2). */
export const EVENT_TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Whether `value` is one of the six calls. */
export function isEventType(value: unknown): value is EventType {
  return typeof value === 'string' && (EVENT_TYPES as readonly string[]).includes(value);
}

/** A JSON value as it came over the wire; keys such as `__proto__` are data. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/**
 * An event after ingest: normalised, with the four timestamps and a messageId (segment-facts 1.7, 1.8).
 * Unknown top-level fields are kept as they came.
 */
export interface SegmentEvent {
  [key: string]: Json | undefined;
  type: EventType;
  messageId: string;
  /** ISO-8601 UTC: receivedAt - (sentAt - originalTimestamp). */
  timestamp: string;
  originalTimestamp: string;
  sentAt?: string;
  receivedAt: string;
  userId?: string | null;
  anonymousId?: string | null;
  /** Name of a track event. */
  event?: string;
  /** Name of a page or screen. */
  name?: string;
  category?: string;
  properties?: JsonObject;
  traits?: JsonObject;
  groupId?: string;
  previousId?: string;
  context: JsonObject;
  integrations?: JsonObject;
}

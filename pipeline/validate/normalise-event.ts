import type { EventType, Json, JsonObject } from '@/spec/event';
import { libraryChannel, type Channel } from './client-library';
import { isJsonObject, type Draft } from './json-object';
import { acceptMessageId } from './message-id';
import { eventTimes } from './timestamps';

/** What is known about the request that brought an event. */
export interface Arrival {
  receivedAt: { at: number; iso: string };
  /** The id under which the request is answered. */
  requestId: string;
  /** How often the sender says it had tried before (X-Retry-Count). */
  retryCount: number;
  /** IPv4 address of the client, or null. */
  ip: string | null;
  userAgent: string | null;
  /** Where its events were made, when the path alone says so (an image is shown by a browser); null: their library says. */
  channel: Channel | null;
}

/** What a batch says once for all its events. */
export interface Envelope {
  sentAt?: Json;
  context?: JsonObject;
  integrations?: JsonObject;
}

/** The version of the Tracking API that an event carries when its sender did not say (segment-facts 2.1). */
const API_VERSION = 2;

/**
 * Gives `event` the fields every event has after ingest (segment-facts 1.7, 1.8), in place: it takes over an object that
 * was just parsed, because copying each event would cost as much as parsing it. Works on invalid events too, which are
 * logged so that people see them. Nothing here reads or writes a key that a sender chose, so `__proto__` stays data.
 * @param index the event's place in its request, which an event without a messageId is named after.
 * @returns the messageId, also set on the event.
 */
export function normaliseEvent(
  event: Draft,
  type: EventType | null,
  arrival: Arrival,
  envelope: Envelope = {},
  index = 0,
): { messageId: string } {
  const times = eventTimes(
    {
      timestamp: event.timestamp,
      originalTimestamp: event.originalTimestamp,
      sentAt: event.sentAt ?? envelope.sentAt,
    },
    arrival.receivedAt,
  );
  const messageId = acceptMessageId(event.messageId, arrival.requestId, index);
  if (type !== null) event.type = type;
  event.messageId = messageId;
  event.originalTimestamp = times.originalTimestamp;
  event.sentAt = times.sentAt;
  event.receivedAt = arrival.receivedAt.iso;
  event.timestamp = times.timestamp;
  event.writeKey = undefined;
  if (typeof event.groupId === 'number') event.groupId = String(event.groupId);
  if (typeof event.previousId === 'number') event.previousId = String(event.previousId);
  event.version ??= API_VERSION;
  if (envelope.integrations && (event.integrations == null || isJsonObject(event.integrations))) {
    event.integrations = { ...envelope.integrations, ...event.integrations };
  }
  if (event.context == null || isJsonObject(event.context)) {
    event.context = envelope.context ? { ...envelope.context, ...event.context } : (event.context ?? {});
    addClientContext(event, event.context, arrival);
  }
  return { messageId };
}

/** Address and browser of the request, when the event was made on the user's own device. */
function addClientContext(event: Draft, context: JsonObject, arrival: Arrival): void {
  const { ip, userAgent } = arrival;
  const channel = arrival.channel ?? libraryChannel(context.library);
  if (channel !== null) event.channel ??= channel;
  const direct = context.direct === true;
  if (!direct && channel !== 'browser' && channel !== 'mobile') return;
  if (ip !== null) context.ip ??= ip;
  if (userAgent !== null && (direct || channel === 'browser')) context.userAgent ??= userAgent;
}

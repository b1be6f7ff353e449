import type { EventType, Json, JsonObject } from '@/spec/event';
import { isEventType } from '@/spec/event';
import { MAX_EVENT_BYTES, MAX_EVENT_KEYS } from '@/spec/ingest-limits';
import type { IngestReason } from '@/spec/outcome';
import type { WriteKeyOwner } from '@/storage/entities/write-key-lookup';
import type { EventRow } from '@/storage/events/event-row';
import { capKeys } from '../../../validate/cap-keys';
import { complexityOf } from '../../../validate/complexity';
import { isJsonObject, isText, type Draft } from '../../../validate/json-object';
import { normaliseEvent, type Arrival, type Envelope } from '../../../validate/normalise-event';
import { noteMetadata } from '../../../validate/note-metadata';
import { sketchEvent } from '../../../validate/sketch-event';
import { validateEvent } from '../../../validate/validate-event';

/** What is the same for all events of a request. */
export interface RowContext {
  arrival: Arrival;
  envelope: Envelope;
  /** The call that the path names; null in a batch, where each event names its own. */
  routeType: EventType | null;
  /** A reason why everything in the request fails, whatever it says. */
  verdict: IngestReason | null;
  /** Whether an event of this request can be larger than 32 KB at all. */
  mayBeTooLarge: boolean;
  /** Whether accepted events carry the id of their request too, not only refused ones. */
  traced: boolean;
}

/** The log row of the event at `index` of a request, valid or not: an event that is answered 200 is always logged. */
export function toEventRow(item: Json, owner: WriteKeyOwner, context: RowContext, index: number): EventRow {
  if (!isJsonObject(item)) return row({}, null, reasonOf(owner, context) ?? 'bad_request', owner, context, index);
  const named = context.routeType ?? item.type;
  const type = isEventType(named) ? named : null;
  const given = reasonOf(owner, context);
  const keys = complexityOf(item);
  if (keys < 0) return row(sketchEvent(item), type, given ?? 'too_complex', owner, context, index);
  const tooMany = keys > MAX_EVENT_KEYS;
  if (tooMany && context.mayBeTooLarge && isTooLarge(item)) {
    return row(sketchEvent(item), type, given ?? 'message_too_large', owner, context, index);
  }
  const dropped = tooMany ? capKeys(item, MAX_EVENT_KEYS) : 0;
  const original = context.mayBeTooLarge ? asSent(item) : item;
  const reason = given ?? (type ? validateEvent(type, withSharedContext(item, context.envelope)) : 'unknown_type');
  const made = row(item, type, reason, owner, context, index, dropped);
  if (!context.mayBeTooLarge || made.payload.length * 3 <= MAX_EVENT_BYTES) return made;
  if (!isTooLarge(original)) return made;
  return row(sketchEvent(original), type, given ?? 'message_too_large', owner, context, index);
}

/** `event` with the context of its batch under its own, as it will be stored: what the batch says must be valid too. */
function withSharedContext(event: JsonObject, { context }: Envelope): JsonObject {
  if (!context || (event.context != null && !isJsonObject(event.context))) return event;
  return { ...event, context: { ...context, ...event.context } };
}

/** `event` as it was sent, apart from what normalising writes into it. */
function asSent(event: JsonObject): JsonObject {
  return isJsonObject(event.context) ? { ...event, context: { ...event.context } } : { ...event };
}

function isTooLarge(event: Json): boolean {
  return Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES;
}

/**
 * The log row of something that happened to a request as a whole; `facts` are shown to people, and `index` is that of no
 * event in the request.
 */
export function toRequestRow(
  facts: Draft,
  reason: IngestReason,
  owner: WriteKeyOwner,
  context: RowContext,
  index: number,
): EventRow {
  return row(facts, null, reasonOf(owner, context) ?? reason, owner, context, index);
}

function reasonOf(owner: WriteKeyOwner, context: RowContext): IngestReason | null {
  return owner.enabled ? context.verdict : 'source_disabled';
}

function row(
  event: Draft,
  type: EventType | null,
  reason: IngestReason | null,
  owner: WriteKeyOwner,
  { arrival, envelope, traced }: RowContext,
  index: number,
  droppedKeys = 0,
): EventRow {
  const { messageId } = normaliseEvent(event, type, arrival, envelope, index);
  if (traced || reason !== null || arrival.retryCount > 0 || droppedKeys > 0) {
    noteMetadata(event, {
      ...(traced || reason !== null ? { requestId: arrival.requestId } : {}),
      ...(arrival.retryCount > 0 ? { retryCount: arrival.retryCount } : {}),
      ...(droppedKeys > 0 ? { droppedKeys } : {}),
    });
  }
  const name = type === 'track' ? event.event : event.name;
  return {
    receivedAt: arrival.receivedAt.iso,
    workspaceId: owner.workspaceId,
    sourceId: owner.sourceId,
    messageId,
    type: type ?? 'unknown',
    name: isText(name) ? name : null,
    userId: isText(event.userId) ? event.userId : null,
    anonymousId: isText(event.anonymousId) ? event.anonymousId : null,
    reason,
    payload: JSON.stringify(event),
  };
}

import { isJsonObject, type Draft } from './json-object';

/** What the door has to say of an event, for those who look at it. */
export interface DoorNotes {
  /** The id its request was answered with. */
  requestId?: string;
  /** How often its sender had tried before. */
  retryCount?: number;
  /** How many keys were dropped, because an event keeps 10,000. */
  droppedKeys?: number;
}

/**
 * Writes `notes` into the event's `_metadata`, where analytics.js keeps such facts too (segment-facts 1.8); what the
 * sender said of its retries wins. A `_metadata` that is no object is the sender's own and stays.
 */
export function noteMetadata(event: Draft, notes: DoorNotes): void {
  if (event._metadata != null && !isJsonObject(event._metadata)) return;
  const metadata: Draft = { ...event._metadata };
  if (notes.requestId !== undefined) metadata.requestId = notes.requestId;
  if (notes.retryCount !== undefined) metadata.retryCount ??= notes.retryCount;
  if (notes.droppedKeys !== undefined) metadata.droppedKeys = notes.droppedKeys;
  event._metadata = metadata as typeof event._metadata;
}

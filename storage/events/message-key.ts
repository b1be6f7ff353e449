import { hash } from 'node:crypto';
import { storable } from '../column-text';

/** 128 bits of a SHA-256, in hex: what PostgreSQL reads as a uuid. */
function key(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}

/**
 * The key under which an accepted event stands in the log once. The source is part of what is hashed, so that nobody who
 * chooses messageIds can do anything to another source; within one source, two messageIds of the same key would take some
 * 2^64 tries to find, and would cost whoever made them one event.
 */
export function messageKey(sourceId: string, messageId: string): string {
  return key(`${sourceId}\n${storable(messageId)}`);
}

/** The key of a failed event's receipt; no messageKey of any messageId begins like it. */
export function receiptKey(sourceId: string, receipt: string): string {
  return key(`receipt\n${sourceId}\n${receipt}`);
}

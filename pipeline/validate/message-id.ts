import { createHash } from 'node:crypto';
import type { Json } from '@/spec/event';
import { MAX_MESSAGE_ID_LENGTH } from '@/spec/ingest-limits';

const HASH_LENGTH = 32;
const UNSTORABLE = /[\p{Cc}\p{Cs}]/u;
const UNSTORABLE_ALL = /[\p{Cc}\p{Cs}]/gu;

/**
 * The messageId under which the event at `index` of a request is kept. None, or not text: one made of the request's id,
 * so that reading the same request twice gives the same event. Longer than 100 characters, or with control
 * characters or lone surrogates (which a database column cannot hold): what can be kept of its beginning and a hash of the
 * whole, so that a retry of the same event still has the same id and two different ids stay different.
 */
export function acceptMessageId(given: Json | undefined, requestId: string, index: number): string {
  if (typeof given !== 'string' || given === '') return `api-${requestId}-${index}`;
  if (given.length <= MAX_MESSAGE_ID_LENGTH && !UNSTORABLE.test(given)) return given;
  const hash = createHash('sha256').update(JSON.stringify(given)).digest('hex').slice(0, HASH_LENGTH);
  const start = given.slice(0, MAX_MESSAGE_ID_LENGTH - HASH_LENGTH - 1).replace(UNSTORABLE_ALL, '');
  return `${start}-${hash}`;
}

import type { Draft } from './json-object';

const KEPT = [
  'type',
  'messageId',
  'event',
  'name',
  'category',
  'userId',
  'anonymousId',
  'groupId',
  'previousId',
  'timestamp',
  'originalTimestamp',
  'sentAt',
];
const KEPT_CHARACTERS = 500;

/**
 * What is kept of an event that is too large or too complex to be kept whole: enough to recognise it. Only plain values of
 * known fields, cut short; whatever made the event unacceptable is gone.
 */
export function sketchEvent(event: Draft): Draft {
  const sketch: Draft = {};
  for (const field of KEPT) {
    const value = event[field];
    if (typeof value === 'string') sketch[field] = value.slice(0, KEPT_CHARACTERS);
    else if (typeof value === 'number' || typeof value === 'boolean') sketch[field] = value;
  }
  return sketch;
}

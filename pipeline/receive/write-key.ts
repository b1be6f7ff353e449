import type { Json } from '@/spec/event';

/** Segment answers 400 to an "empty or very short" key and 200 to any other unknown one; ours are 32 characters. */
const SHORTEST = 10;
const LONGEST = 256;

/** A key that came with a request: none, one that cannot be a key (400), or one to look up. */
export type GivenKey = { kind: 'none' } | { kind: 'too_short' } | { kind: 'key'; key: string };

const NONE: GivenKey = { kind: 'none' };
const TOO_SHORT: GivenKey = { kind: 'too_short' };

/** The write key of a body or of one event of a batch. Anything but text counts as no key. */
export function keyFromBody(writeKey: Json | undefined): GivenKey {
  return typeof writeKey === 'string' ? judgeKey(writeKey) : NONE;
}

/** The key that counts of two: `first`, unless only `second` is one. */
export function preferKey(first: GivenKey, second: GivenKey): GivenKey {
  if (first.kind === 'key') return first;
  return second.kind === 'key' || first.kind === 'none' ? second : first;
}

/** Whether `key` can be a write key at all; spaces around it do not count. */
export function judgeKey(key: string): GivenKey {
  const trimmed = key.trim();
  return trimmed.length < SHORTEST ? TOO_SHORT : { kind: 'key', key: trimmed };
}

/** Whether `key` could be stored at all; others are unknown without asking the database (which refuses NUL). */
export function canExist(key: string): boolean {
  return key.length <= LONGEST && /^[\x21-\x7e]+$/.test(key);
}

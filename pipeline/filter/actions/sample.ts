import { createHash } from 'node:crypto';
import type { JsonObject } from '@/spec/event';
import { compilePath, splitPath } from '../lookup-path';

/** A number in [0, 1) that depends on nothing but `text`. */
function position(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6) / 2 ** 48;
}

/**
 * Whether a sample of `percent` (0 to 1) contains the event. With `path`, the value there decides, so that one user is
 * always in or always out; without it, or when the event has nothing there, its messageId decides. Never random: a
 * second look at the same event gives the same answer. `salt` keeps samples of different filters independent.
 */
export function isSampled(
  event: JsonObject,
  { percent, path }: { percent: number; path?: string },
  salt: string,
): boolean {
  if (!(percent >= 0 && percent <= 1)) throw new Error(`A sample of ${percent} is not between 0 and 1.`);
  const value = path === undefined ? null : compilePath(splitPath(path))(event);
  const seed =
    value === null ? `message ${salt} ${JSON.stringify(event['messageId'] ?? null)}` : `path ${JSON.stringify(value)}`;
  return position(seed) < percent;
}

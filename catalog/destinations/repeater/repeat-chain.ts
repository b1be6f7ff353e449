import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '@/spec/event';

/** Sources that one event may pass through by repeating; a longer way is a mistake even without a circle. */
const LONGEST_CHAIN = 10;

/** How a write key is named in `context.repeatChain`: by its MD5, as Segment's Repeater does. Not a secret's guard. */
const nameOf = (writeKey: string) => createHash('md5').update(writeKey).digest('hex');

const contextOf = ({ context }: JsonObject): JsonObject =>
  context !== null && typeof context === 'object' && !Array.isArray(context) ? context : {};

function chainOf(event: JsonObject): string[] {
  const { repeatChain } = contextOf(event);
  return Array.isArray(repeatChain) ? repeatChain.filter((one): one is string => typeof one === 'string') : [];
}

/** Those of `writeKeys` whose source the event has not been repeated into yet; none when its way is too long. */
export function targetsOf(event: JsonObject, writeKeys: string[]): string[] {
  const chain = chainOf(event);
  if (chain.length >= LONGEST_CHAIN) return [];
  return [...new Set(writeKeys.map((key) => key.trim()).filter(Boolean))].filter((key) => !chain.includes(nameOf(key)));
}

/** What the receiving side sets itself. */
const THEIRS = new Set(['receivedAt', 'sentAt', '_metadata', 'projectId', 'version', 'writeKey', 'channel']);

/** The event as it is sent to the source of `writeKey`: the same messageId and times, one step longer chain. */
export function repeated(event: JsonObject, writeKey: string): JsonObject {
  const kept = Object.entries(event).filter(([key]) => !THEIRS.has(key));
  const chain: Json[] = [...chainOf(event), nameOf(writeKey)];
  return { ...Object.fromEntries(kept), context: { ...contextOf(event), repeatChain: chain } };
}

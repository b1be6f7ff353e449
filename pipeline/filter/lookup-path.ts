import type { Json, JsonObject } from '@/spec/event';

/** Top-level fields that Segment's examples also write in snake case (`received_at >= '…'`). */
const SNAKE_CASE: Record<string, string> = {
  anonymous_id: 'anonymousId',
  group_id: 'groupId',
  message_id: 'messageId',
  original_timestamp: 'originalTimestamp',
  previous_id: 'previousId',
  received_at: 'receivedAt',
  sent_at: 'sentAt',
  user_id: 'userId',
};

/** The own property `key` of an object, or the item of a list at an index; null when there is none. */
function step(value: Json, key: string): Json {
  if (value === null || typeof value !== 'object') return null;
  if (Array.isArray(value)) return /^\d{1,6}$/.test(key) ? (value[Number(key)] ?? null) : null;
  return Object.hasOwn(value, key) ? (value[key] ?? null) : null;
}

/**
 * A function that reads the value at a path. Only own properties count, so `__proto__` and `constructor` are data;
 * digits index lists; what is missing is null.
 */
export function compilePath(segments: string[]): (event: JsonObject) => Json {
  const [first = '', ...rest] = segments;
  const alias = Object.hasOwn(SNAKE_CASE, first) ? SNAKE_CASE[first] : undefined;
  return (event) => {
    let value = step(event, alias !== undefined && !Object.hasOwn(event, first) ? alias : first);
    for (const key of rest) value = step(value, key);
    return value;
  };
}

/** Splits a dotted path as FQL writes it: a backslash makes the next character part of the name. */
export function splitPath(path: string): string[] {
  const segments: string[] = [''];
  for (let i = 0; i < path.length; i += 1) {
    const last = segments.length - 1;
    if (path[i] === '.') segments.push('');
    else if (path[i] === '\\' && i + 1 < path.length) segments[last] += path.charAt(++i);
    else segments[last] += path.charAt(i);
  }
  return segments;
}

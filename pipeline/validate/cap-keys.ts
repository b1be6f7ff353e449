import type { Json } from '@/spec/event';
import type { Draft } from './json-object';

/** What an event says of what happened comes before what surrounds it. */
const FIRST = ['properties', 'traits', 'context', 'integrations'];

/**
 * Keeps the first `most` keys of `event`, at any depth and with array elements as keys, and drops the rest, in place. The
 * fields of the event itself stay, and properties and traits are filled before anything else.
 * @returns how many keys were dropped, not counting what was inside them.
 */
export function capKeys(event: Draft, most: number): number {
  const fields = Object.keys(event);
  const order = [...FIRST.filter((field) => field in event), ...fields.filter((field) => !FIRST.includes(field))];
  const room = { left: Math.max(0, most - fields.length), dropped: 0 };
  for (const field of order) trim(event[field], room);
  return room.dropped;
}

function trim(value: Json | undefined, room: { left: number; dropped: number }): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    let kept = 0;
    for (const element of value) {
      if (room.left <= 0) break;
      room.left -= 1;
      kept += 1;
      trim(element, room);
    }
    room.dropped += value.length - kept;
    value.length = kept;
    return;
  }
  for (const key of Object.keys(value)) {
    if (room.left > 0) {
      room.left -= 1;
      trim(value[key], room);
    } else {
      room.dropped += 1;
      Reflect.deleteProperty(value, key);
    }
  }
}

import type { Json } from '@/spec/event';

const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** The instant an ISO-8601 text names (UTC when it names no zone), or NaN for any other text. */
function instant(text: string): number {
  const found = text.length <= 40 ? ISO_TIME.exec(text) : null;
  if (!found) return NaN;
  return Date.parse(found[1] !== undefined && found[4] === undefined ? `${text}Z` : text);
}

/** Equal by type and value; lists item by item; an object equals nothing, since FQL cannot write one. */
export function equals(left: Json, right: Json): boolean {
  if (Array.isArray(left))
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => equals(item, right[index] ?? null))
    );
  return left === right && (left === null || typeof left !== 'object');
}

/** Whether `left` is greater than `right` (or equal, with `orEqual`): two numbers or two ISO-8601 times; else false. */
export function isAfter(left: Json, right: Json, orEqual: boolean): boolean {
  if (typeof left === 'number' && typeof right === 'number') return orEqual ? left >= right : left > right;
  if (typeof left !== 'string' || typeof right !== 'string') return false;
  const [a, b] = [instant(left), instant(right)];
  return orEqual ? a >= b : a > b; // NaN is in no order
}

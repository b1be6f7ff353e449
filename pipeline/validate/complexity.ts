import type { Json } from '@/spec/event';
import { MAX_EVENT_DEPTH, MAX_EVENT_KEYS, MAX_KEY_LENGTH } from '@/spec/ingest-limits';

/**
 * Whether `value` is nested deeper, has more keys or a longer key than an event may have. Array elements count as keys.
 * Must be asked before anything recursive (JSON.stringify) touches what a stranger sent.
 */
export function isTooComplex(value: Json): boolean {
  return count(value, 0, 0) < 0;
}

/** The number of keys so far, `keys` included, or -1 once a limit is passed. */
function count(value: Json, depth: number, keys: number): number {
  if (typeof value !== 'object' || value === null) return keys;
  if (depth >= MAX_EVENT_DEPTH) return -1;
  let total = keys;
  if (Array.isArray(value)) {
    total += value.length;
    if (total > MAX_EVENT_KEYS) return -1;
    for (const element of value) {
      total = count(element, depth + 1, total);
      if (total < 0) return -1;
    }
    return total;
  }
  for (const key in value) {
    total += 1;
    if (total > MAX_EVENT_KEYS || key.length > MAX_KEY_LENGTH) return -1;
    total = count(value[key] ?? null, depth + 1, total);
    if (total < 0) return -1;
  }
  return total;
}

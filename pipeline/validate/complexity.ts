import type { Json } from '@/spec/event';
import { MAX_EVENT_DEPTH, MAX_KEY_LENGTH } from '@/spec/ingest-limits';

/**
 * The number of keys in `value`, at any depth, where array elements count as keys; -1 when it is nested deeper or has a
 * longer key than an event may have. Must be asked before anything recursive (JSON.stringify) touches what a stranger sent.
 */
export function complexityOf(value: Json): number {
  return count(value, 0);
}

function count(value: Json, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth >= MAX_EVENT_DEPTH) return -1;
  let total = 0;
  if (Array.isArray(value)) {
    total = value.length;
    for (const element of value) {
      const inside = count(element, depth + 1);
      if (inside < 0) return -1;
      total += inside;
    }
    return total;
  }
  for (const key in value) {
    if (key.length > MAX_KEY_LENGTH) return -1;
    const inside = count(value[key] ?? null, depth + 1);
    if (inside < 0) return -1;
    total += 1 + inside;
  }
  return total;
}

import type { Json } from '@/spec/event';

const MOST = 100;

function isMap(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The paths of `before` that `after` no longer has, whole branches by their root; at most 100. */
export function removedFields(before: Json, after: Json, path = ''): string[] {
  const removed: string[] = [];
  const visit = (key: string, old: Json, now: Json | undefined) => {
    const here = path === '' ? key : `${path}.${key}`;
    if (now === undefined) removed.push(here);
    else removed.push(...removedFields(old, now, here));
  };
  if (isMap(before) && isMap(after)) {
    for (const [key, value] of Object.entries(before))
      visit(key, value, Object.hasOwn(after, key) ? after[key] : undefined);
  } else if (Array.isArray(before) && Array.isArray(after)) {
    before.forEach((value, index) => visit(String(index), value, after[index]));
  }
  return removed.slice(0, MOST);
}

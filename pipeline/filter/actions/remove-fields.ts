import type { Json, JsonObject } from '@/spec/event';

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A copy of `object` with every value passed through `change`; undefined leaves the key out. Keys stay data. */
function rebuild(object: JsonObject, change: (key: string, value: Json) => Json | undefined): JsonObject {
  const entries: [string, Json][] = [];
  for (const [key, value] of Object.entries(object)) {
    const changed = change(key, value);
    if (changed !== undefined) entries.push([key, changed]);
  }
  return Object.fromEntries(entries); // defines own keys, `__proto__` included
}

function removeOne(value: Json, [first, ...rest]: string[]): Json {
  if (first === undefined) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => removeOne(item, [first, ...rest]));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isObject(value) || !Object.hasOwn(value, first)) return value;
  if (rest.length === 0) return rebuild(value, (key, inner) => (key === first ? undefined : inner));
  const before = value[first] ?? null;
  const after = removeOne(before, rest);
  return after === before ? value : rebuild(value, (key, inner) => (key === first ? after : inner));
}

/** `object` without what `path` names; the same object when it names nothing. Reaches into every object of a list. */
export function removeField(object: JsonObject, path: string[]): JsonObject {
  const removed = removeOne(object, path);
  return isObject(removed) ? removed : object;
}

/** What of `value` lies under one of `paths`; undefined when nothing does. An empty path keeps the value whole. */
function keepUnder(value: Json, paths: string[][]): Json | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => keepUnder(item, paths)).filter((item) => item !== undefined);
    if (items.length === value.length && items.every((item, index) => item === value[index])) return value;
    return items.length > 0 ? items : undefined;
  }
  if (!isObject(value)) return undefined;
  const kept = rebuild(value, (key, inner) => {
    const below = paths.filter((path) => path[0] === key).map((path) => path.slice(1));
    return below.length > 0 ? keepUnder(inner, below) : undefined;
  });
  const keys = Object.keys(kept);
  if (keys.length === Object.keys(value).length && keys.every((key) => kept[key] === value[key])) return value;
  return keys.length > 0 ? kept : undefined;
}

/** `object` with only what `paths` name; the same object when that is all of it. Reaches into every object of a list. */
export function keepFields(object: JsonObject, paths: string[][]): JsonObject {
  const kept = keepUnder(object, paths);
  return kept !== undefined && isObject(kept) ? kept : {};
}

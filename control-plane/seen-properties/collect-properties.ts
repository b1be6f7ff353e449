import type { Json, JsonObject } from '@/spec/event';

/** A property that events of a source have. */
export interface SeenProperty {
  /** "properties.total"; of the items of a list "properties.products[].price". */
  path: string;
  type: 'string' | 'number' | 'boolean' | 'list' | 'object' | 'null';
  /** The newest value that is no object or list, shortened. */
  example: string | null;
  /** In how many of the events. */
  seen: number;
}

/** Deepest path, in steps. */
const MAX_DEPTH = 8;
/** How many items of a list are looked at. */
const MAX_ITEMS = 5;
/** How many different paths are kept. */
const MAX_PATHS = 1000;
const MAX_EXAMPLE = 60;
const MAX_KEY = 120;

function typeOf(value: Json): SeenProperty['type'] {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value as 'string' | 'number' | 'boolean' | 'object';
}

function exampleOf(value: Json): string | null {
  if (value === null || typeof value === 'object') return null;
  const text = String(value);
  return text.length > MAX_EXAMPLE ? `${text.slice(0, MAX_EXAMPLE - 1)}…` : text;
}

/** A key as part of a path; null for one that a path cannot name. */
function step(key: string): string | null {
  return key === '' || key.length > MAX_KEY || /[.[\]{}'"]/.test(key) ? null : key;
}

/** Collects the properties of events, newest event first; bounded in depth, paths and length whatever the events are. */
export function collectProperties(events: Iterable<JsonObject>): SeenProperty[] {
  const found = new Map<string, SeenProperty>();
  const note = (path: string, value: Json, inThisEvent: Set<string>) => {
    const known = found.get(path);
    if (!known) {
      if (found.size >= MAX_PATHS) return false;
      found.set(path, { path, type: typeOf(value), example: exampleOf(value), seen: 1 });
    } else {
      if (!inThisEvent.has(path)) known.seen += 1;
      if (known.type === 'null') known.type = typeOf(value);
      known.example ??= exampleOf(value);
    }
    inThisEvent.add(path);
    return true;
  };
  const walk = (value: Json, path: string, depth: number, inThisEvent: Set<string>) => {
    if (value === null || typeof value !== 'object' || depth >= MAX_DEPTH) return;
    if (Array.isArray(value)) {
      for (const item of value.slice(0, MAX_ITEMS)) {
        if (item !== null && typeof item === 'object' && !Array.isArray(item))
          walk(item, `${path}[]`, depth, inThisEvent);
      }
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      const name = step(key);
      if (name === null) continue;
      const at = path === '' ? name : `${path}.${name}`;
      if (note(at, inner, inThisEvent)) walk(inner, at, depth + 1, inThisEvent);
    }
  };
  for (const event of events) walk(event, '', 0, new Set());
  return [...found.values()].sort((a, b) => b.seen - a.seen || (a.path < b.path ? -1 : 1));
}

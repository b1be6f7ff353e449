import type { Json, JsonObject } from '@/spec/event';

/** Longest text of a value beside its field, in characters. */
const LONGEST = 80;

/** A value in a few words, as it stands beside the field that made it. */
export function inWords(value: Json | undefined): string {
  if (value === undefined) return '';
  if (value === '') return 'empty text';
  if (Array.isArray(value)) {
    if (value.length === 0) return 'empty list';
    const plain = value.every((item) => item === null || typeof item !== 'object');
    return plain && value.length <= 3
      ? value.map(inWords).join(', ').slice(0, LONGEST)
      : `${value.length} ${value.length === 1 ? 'item' : 'items'}`;
  }
  if (value !== null && typeof value === 'object') {
    const count = Object.keys(value).length;
    if (count === 0) return 'empty';
    return `${count} ${count === 1 ? 'key' : 'keys'}`;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** What stands under `key` of a mapped value; of a list, in its first item. */
export function resultAt(value: Json | undefined, key: string): Json | undefined {
  const one = Array.isArray(value) ? value[0] : value;
  if (one === null || typeof one !== 'object' || Array.isArray(one)) return undefined;
  return Object.hasOwn(one, key) ? one[key] : undefined;
}

/** The problem of a mapping, at the path of a field as the action names it. */
export interface MappingProblem {
  path: string;
  message: string;
}

/** A path with the places in lists left out: "products[0].price" and "products.0.price" are "products.price". */
export function withoutIndexes(path: string): string {
  return path
    .replace(/\[\d+\]/g, '')
    .split(/[./]/)
    .filter((part) => part !== '' && !/^\d+$/.test(part))
    .join('.');
}

/** By field path, what is wrong: what the server refused first, then what the preview found, then what is missing. */
export function problemsByPath(
  problems: readonly MappingProblem[],
  refused: Readonly<Record<string, string>>,
  needs: readonly MappingProblem[] = [],
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, message } of [...problems, ...needs]) {
    const key = withoutIndexes(path);
    if (!found.has(key)) found.set(key, message);
  }
  for (const [path, message] of Object.entries(refused)) found.set(withoutIndexes(path), message);
  return found;
}

/** The one empty map, so that rows without problems are not drawn again. */
const NO_PROBLEMS: ReadonlyMap<string, string> = new Map();

/** The problems at or below a field, by the rest of their path ("" is the field itself). */
export function problemsBelow(problems: ReadonlyMap<string, string>, key: string): ReadonlyMap<string, string> {
  const below = new Map<string, string>();
  for (const [path, message] of problems) {
    if (path === key) below.set('', message);
    else if (path.startsWith(`${key}.`)) below.set(path.slice(key.length + 1), message);
  }
  return below.size === 0 ? NO_PROBLEMS : below;
}

/** Whether two mappings are the same bytes when stored. */
export function sameMapping(a: JsonObject, b: JsonObject): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

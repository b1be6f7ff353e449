import type { JsonObject } from '@/spec/event';
import { invalidField } from './errors';

/** The page a caller asks for: up to `count` entries, from the opaque `cursor` of an earlier answer. */
export interface Page {
  count: number;
  cursor: string | undefined;
}

/** Segment's cursor of the first page (base64 of "0"), answered as `current` when the caller sent none. */
const FIRST = 'MA==';
const DEFAULT_COUNT = 200;
const MAX_COUNT = 1000;

/** Reads `pagination[count]` and `pagination[cursor]`, as the SDK writes them, or `pagination.count` as the documentation does. */
export function parsePage(query: URLSearchParams): Page {
  const read = (name: string) => query.get(`pagination[${name}]`) ?? query.get(`pagination.${name}`) ?? undefined;
  const text = read('count');
  const count = text === undefined ? DEFAULT_COUNT : Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MAX_COUNT) {
    throw invalidField('pagination.count', `must be a whole number from 1 to ${MAX_COUNT}`);
  }
  const cursor = read('cursor');
  return { count, cursor: cursor === FIRST || cursor === '' ? undefined : cursor };
}

/** Segment's PaginationOutput. */
export function paginationOutput(page: Page, next: string | null, totalEntries?: number): JsonObject {
  return {
    current: page.cursor ?? FIRST,
    ...(next === null ? {} : { next }),
    ...(totalEntries === undefined ? {} : { totalEntries }),
  };
}

/** A page of a list that is whole in memory; its cursors are the base64 of an offset, as Segment's are. */
export function sliceOf<T>(items: T[], page: Page): { items: T[]; pagination: JsonObject } {
  const offset = page.cursor === undefined ? 0 : Number(Buffer.from(page.cursor, 'base64').toString('utf8'));
  if (!Number.isInteger(offset) || offset < 0) {
    throw invalidField('pagination.cursor', 'is not a cursor of this list');
  }
  const end = offset + page.count;
  const next = end < items.length ? Buffer.from(String(end)).toString('base64') : null;
  return { items: items.slice(offset, end), pagination: paginationOutput(page, next, items.length) };
}

/**
 * Reads one page of the Public API from a verb's keyset list; `total` counts all of its entries. `most` bounds a page
 * below what the caller asks for, where entries are large; `next` leads on.
 */
export async function pageOf<T>(
  list: (input: { cursor?: string; count: number }) => Promise<{ items: T[]; next: string | null }>,
  total: () => Promise<number>,
  page: Page,
  most = MAX_COUNT,
): Promise<{ items: T[]; pagination: JsonObject }> {
  const [{ items, next }, entries] = await Promise.all([list({ ...page, count: Math.min(page.count, most) }), total()]);
  return { items, pagination: paginationOutput(page, next, entries) };
}

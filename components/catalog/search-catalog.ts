import type { ConnectionMode } from '@/catalog/destinations/kit/metadata';
import { isEventType } from '@/spec/event';
import type { CatalogEntry } from './catalog-entry';

/** The category of what the workspace already has. */
export const IN_USE = 'In this workspace';

/** What the list is narrowed to; null means anything. */
export interface CatalogQuery {
  search: string;
  category: string | null;
  /** A call it must take: "track". */
  call: string | null;
  mode: ConnectionMode | null;
}

const WORD_START = /(?<=^|[^\p{L}\p{N}])/gu;

function startsAWord(text: string, word: string): boolean {
  return text.split(WORD_START).some((part) => part.startsWith(word));
}

/** Shorter than this, a search is the beginning of a name that is being typed: in descriptions it would fit nearly all. */
const SAYS_SOMETHING = 3;

/** How well one word fits an entry: higher is better, 0 not at all. */
function fit(entry: CatalogEntry, word: string, namesOnly: boolean): number {
  const name = entry.name.toLowerCase();
  if (name.startsWith(word)) return 60;
  if (startsAWord(name, word)) return 50;
  const others = [entry.type, ...entry.aliases].map((other) => other.toLowerCase());
  if (others.some((other) => startsAWord(other, word))) return 40;
  if (namesOnly) return 0;
  if (name.includes(word)) return 30;
  if (entry.categories.some((category) => startsAWord(category.toLowerCase(), word))) return 20;
  return startsAWord(entry.description.toLowerCase(), word) ? 10 : 0;
}

/** How well an entry fits what was typed; every word must fit somewhere. 0 means not at all. */
function score(entry: CatalogEntry, search: string): number {
  const typed = search.toLowerCase().trim();
  const words = typed.split(/\s+/).filter(Boolean);
  let sum = 0;
  for (const word of words) {
    const one = fit(entry, word, typed.length < SAYS_SOMETHING);
    if (one === 0) return 0;
    sum += one;
  }
  const name = entry.name.toLowerCase();
  return sum + (name === typed ? 200 : name.startsWith(typed) ? 100 : 0);
}

function fitsFilters(entry: CatalogEntry, { call, mode }: CatalogQuery): boolean {
  if (mode && entry.mode !== mode) return false;
  return !isEventType(call) || entry.receives.includes(call);
}

function fitsCategory(entry: CatalogEntry, category: string | null): boolean {
  if (category === null) return true;
  return category === IN_USE ? entry.inUse > 0 : entry.categories.includes(category);
}

/** What a search found, best first; without words, by name. `anywhere` leaves the category out of account. */
export function searchCatalog(
  entries: readonly CatalogEntry[],
  query: CatalogQuery,
): { shown: CatalogEntry[]; anywhere: CatalogEntry[] } {
  const narrowed = entries.filter((entry) => fitsFilters(entry, query));
  const anywhere = query.search.trim()
    ? narrowed
        .map((entry) => ({ entry, points: score(entry, query.search) }))
        .filter(({ points }) => points > 0)
        .sort((a, b) => b.points - a.points || a.entry.name.localeCompare(b.entry.name))
        .map(({ entry }) => entry)
    : narrowed;
  return { shown: anywhere.filter((entry) => fitsCategory(entry, query.category)), anywhere };
}

/** Every category with how many of `found` are in it; what the workspace has comes first. */
export function countCategories(all: readonly CatalogEntry[], found: readonly CatalogEntry[]): [string, number][] {
  const names = [...new Set(all.flatMap((entry) => entry.categories))].sort((a, b) => a.localeCompare(b));
  const counted = (category: string): [string, number] => [
    category,
    found.filter((entry) => fitsCategory(entry, category)).length,
  ];
  return [...(all.some((entry) => entry.inUse > 0) ? [counted(IN_USE)] : []), ...names.map(counted)];
}

/** Edits that turn one word into the other: letters added, removed, replaced or swapped. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const replaced = (above[column - 1] ?? 0) + (same ? 0 : 1);
      let least = Math.min(replaced, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) least = Math.min(least, (before[column - 2] ?? 0) + 1);
      line.push(least);
    }
    before = above;
    above = line;
  }
  return above[b.length] ?? 0;
}

/** Names that were perhaps meant: up to three whose first words differ by a slip or two from what was typed. */
export function closeNames(entries: readonly CatalogEntry[], search: string): CatalogEntry[] {
  const typed = search.toLowerCase().trim();
  if (typed.length < 3) return [];
  const slips = typed.length > 5 ? 2 : 1;
  return entries
    .map((entry) => {
      const names = [entry.name, ...entry.aliases].flatMap((name) => [name, name.split(/\s+/)[0] ?? name]);
      return { entry, off: Math.min(...names.map((name) => distance(typed, name.toLowerCase()))) };
    })
    .filter(({ off }) => off <= slips)
    .sort((a, b) => a.off - b.off || a.entry.name.localeCompare(b.entry.name))
    .slice(0, 3)
    .map(({ entry }) => entry);
}

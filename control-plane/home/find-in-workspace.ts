import type { Context } from '../context';
import { listDestinations } from '../destinations/list-destinations';
import { listSources } from '../sources/list-sources';

/** A source or destination found by the command palette. */
export interface FoundThing {
  kind: 'source' | 'destination';
  id: string;
  name: string;
  type: string;
  /** The source of a destination; null for a source. */
  detail: string | null;
}

const MOST = 6;

/** Up to six sources and six destinations that match a part of a name, an id or a write key. Roles as in their lists. */
export async function findInWorkspace(ctx: Context, input: { search: string }): Promise<FoundThing[]> {
  const search = input.search.trim().slice(0, 100);
  const [sources, destinations] = await Promise.all([
    listSources(ctx, { search, count: MOST }),
    listDestinations(ctx, { search, count: MOST }),
  ]);
  return [
    ...sources.items.map(({ id, name, type }) => ({ kind: 'source' as const, id, name, type, detail: null })),
    ...destinations.items.map(({ id, name, type, sourceName }) => ({
      kind: 'destination' as const,
      id,
      name,
      type,
      detail: `from ${sourceName}`,
    })),
  ];
}

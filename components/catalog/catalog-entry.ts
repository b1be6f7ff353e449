import type { DestinationSummary } from '@/catalog/destinations/kit/metadata';
import type { EventType } from '@/spec/event';

/** What the catalog page shows of a destination type. */
export interface CatalogEntry {
  type: string;
  name: string;
  description: string;
  categories: string[];
  website: string;
  note: string | null;
  /** The calls its first mappings want. */
  receives: EventType[];
  /** What must be at hand to connect it. */
  needs: string[];
  mappings: number;
  /** How many of it the workspace has. */
  inUse: number;
}

/** Condenses a destination's metadata for the catalog page. */
export function catalogEntry(metadata: DestinationSummary, inUse: number): CatalogEntry {
  return {
    type: metadata.type,
    name: metadata.name,
    description: metadata.description,
    categories: metadata.categories,
    website: metadata.website,
    note: metadata.note ?? null,
    receives: metadata.calls,
    needs: metadata.needs,
    mappings: metadata.presetCount,
    inUse,
  };
}

/** Whether an entry fits what was typed and the category chosen. */
export function matchesCatalogSearch(entry: CatalogEntry, search: string, category: string | null): boolean {
  if (category === 'In this workspace' && entry.inUse === 0) return false;
  if (category && category !== 'In this workspace' && !entry.categories.includes(category)) return false;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${entry.name} ${entry.description} ${entry.categories.join(' ')}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

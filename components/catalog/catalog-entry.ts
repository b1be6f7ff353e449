import type { ConnectionMode, DestinationSummary, Verified } from '@/catalog/destinations/kit/metadata';
import type { EventType } from '@/spec/event';

/** What the list of the catalog needs of a destination type; the rest is fetched when it is looked at. */
export interface CatalogEntry {
  type: string;
  name: string;
  description: string;
  categories: string[];
  /** Other names it is found by. */
  aliases: string[];
  mode: ConnectionMode;
  /** The calls it can do something with. */
  receives: EventType[];
  verified: Verified;
  /** How many of it the workspace has. */
  inUse: number;
}

/** Condenses a destination's summary for the catalog page. */
export function catalogEntry(summary: DestinationSummary, inUse: number): CatalogEntry {
  return {
    type: summary.type,
    name: summary.name,
    description: summary.description,
    categories: summary.categories,
    aliases: summary.aliases ?? [],
    mode: summary.mode,
    receives: summary.calls,
    verified: summary.verified,
    inUse,
  };
}

const EVERY_CALL = 6;

/** "Track, Identify", or "every call". */
export function callsInWords(calls: readonly EventType[]): string {
  if (calls.length === 0) return 'what you map';
  if (calls.length === EVERY_CALL) return 'every call';
  return calls.map((call) => call.charAt(0).toUpperCase() + call.slice(1)).join(', ');
}

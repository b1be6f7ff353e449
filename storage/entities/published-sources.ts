import type { JsonObject } from '../../spec/event';
import type { Db } from '../client';

/** What of a source and its destinations its clients are told about, found by a write key. No secrets are read. */
export interface PublishedSource {
  writeKey: string;
  region: string | null;
  destinations: PublishedDestination[];
}

/** An enabled destination of a source, with its enabled filters, oldest first. */
export interface PublishedDestination {
  id: string;
  type: string;
  filters: { id: string; condition: string; actions: unknown }[];
  /** What is not secret of its settings; only a destination that runs in the browser may have them published. */
  settings: JsonObject;
  /** The enabled mappings, in their order. */
  subscriptions: { id: string; name: string; actionSlug: string; trigger: string; mapping: JsonObject }[];
}

const OLDEST_FIRST = [{ createdAt: 'asc' as const }, { id: 'asc' as const }];

/** The enabled sources of those of `keys` that exist and are not revoked. Needs no workspace: the key is what finds it. */
export async function findPublishedSources(db: Db, keys: string[]): Promise<PublishedSource[]> {
  const rows = await db.writeKey.findMany({
    where: { key: { in: keys }, revokedAt: null, source: { enabled: true } },
    select: {
      key: true,
      source: {
        select: {
          region: true,
          destinations: {
            where: { enabled: true },
            orderBy: OLDEST_FIRST,
            select: {
              id: true,
              type: true,
              settings: true,
              subscriptions: {
                where: { enabled: true },
                orderBy: [{ position: 'asc' as const }, ...OLDEST_FIRST],
                select: { id: true, name: true, actionSlug: true, trigger: true, mapping: true },
              },
              filters: {
                where: { enabled: true },
                orderBy: OLDEST_FIRST,
                select: { id: true, condition: true, actions: true },
              },
            },
          },
        },
      },
    },
  });
  return rows.map(({ key, source }) => ({
    writeKey: key,
    region: source.region,
    destinations: source.destinations.map((destination) => ({
      ...destination,
      settings: destination.settings as JsonObject,
      subscriptions: destination.subscriptions.map((one) => ({ ...one, mapping: one.mapping as JsonObject })),
    })),
  }));
}

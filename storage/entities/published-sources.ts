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
  return rows.map(({ key, source }) => ({ writeKey: key, region: source.region, destinations: source.destinations }));
}

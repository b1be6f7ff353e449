import type { Db } from '../client';
import type { Prisma } from '../prisma-client/client';

/** A filter as stored; `actions` is what spec/filter.ts describes. */
export type DestinationFilterRow = Prisma.DestinationFilterGetPayload<Record<string, never>>;

/** What a new filter is made of. */
export interface NewDestinationFilter {
  id: string;
  destinationId: string;
  title: string;
  description: string;
  condition: string;
  actions: object[];
  enabled: boolean;
}

/** Inserts a filter. */
export function insertDestinationFilter(db: Db, row: NewDestinationFilter): Promise<DestinationFilterRow> {
  return db.destinationFilter.create({ data: row });
}

/** One filter of a destination of the workspace, or null. */
export function findDestinationFilter(
  db: Db,
  workspaceId: string,
  destinationId: string,
  id: string,
): Promise<DestinationFilterRow | null> {
  return db.destinationFilter.findFirst({ where: { id, destinationId, destination: { workspaceId } } });
}

/** Every filter of a destination of the workspace (at most ten), oldest first. */
export function listDestinationFilterRows(
  db: Db,
  workspaceId: string,
  destinationId: string,
): Promise<DestinationFilterRow[]> {
  return db.destinationFilter.findMany({
    where: { destinationId, destination: { workspaceId } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** How many filters a destination has. */
export function countDestinationFilters(db: Db, destinationId: string): Promise<number> {
  return db.destinationFilter.count({ where: { destinationId } });
}

/** Changes a filter. */
export function updateDestinationFilterRow(
  db: Db,
  id: string,
  change: { title?: string; description?: string; condition?: string; actions?: object[]; enabled?: boolean },
): Promise<DestinationFilterRow> {
  return db.destinationFilter.update({ where: { id }, data: change });
}

/** Deletes a filter. */
export async function deleteDestinationFilterRow(db: Db, id: string): Promise<void> {
  await db.destinationFilter.delete({ where: { id } });
}

import type { JsonObject } from '@/spec/event';
import type { DeliverySettings } from '@/spec/retry-schedule';
import type { Db } from '../client';
import type { Prisma } from '../prisma-client/client';

const WITH_SOURCE = { source: { select: { name: true, type: true } } } as const;

/** A destination with the name and type of the source it receives from. */
export type DestinationRow = Prisma.DestinationGetPayload<{ include: typeof WITH_SOURCE }>;

/** What a new destination is made of; secrets are sealed already. */
export interface NewDestination {
  id: string;
  workspaceId: string;
  sourceId: string;
  type: string;
  name: string;
  slug: string;
  enabled: boolean;
  settings: JsonObject;
  secrets: object;
}

/** Inserts a destination. @throws Prisma P2002 when the name is taken on the source, or the slug in the workspace. */
export function insertDestination(db: Db, row: NewDestination): Promise<DestinationRow> {
  return db.destination.create({
    data: { ...row, settings: row.settings, secrets: row.secrets },
    include: WITH_SOURCE,
  });
}

/** One destination of the workspace, or null. */
export function findDestination(db: Db, workspaceId: string, id: string): Promise<DestinationRow | null> {
  return db.destination.findFirst({ where: { id, workspaceId }, include: WITH_SOURCE });
}

/** Which destinations a list shows. */
export interface DestinationFilterBy {
  sourceId?: string;
  type?: string;
  enabled?: boolean;
  /** Part of the destination's or its source's name, in any case. */
  search?: string;
  /** Types that fit the search as well. */
  searchTypes?: string[];
}

/** Up to `take` destinations of the workspace, newest first, strictly after `after` in that order. */
export function listDestinationRows(
  db: Db,
  workspaceId: string,
  by: DestinationFilterBy,
  page: { take: number; after?: { createdAt: Date; id: string } },
): Promise<DestinationRow[]> {
  const contains = by.search ? { contains: by.search, mode: 'insensitive' as const } : undefined;
  const conditions: Prisma.DestinationWhereInput[] = [];
  if (contains) {
    conditions.push({
      OR: [{ name: contains }, { source: { name: contains } }, { type: { in: by.searchTypes ?? [] } }],
    });
  }
  if (page.after) {
    const { createdAt, id } = page.after;
    conditions.push({ OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] });
  }
  return db.destination.findMany({
    where: { workspaceId, sourceId: by.sourceId, type: by.type, enabled: by.enabled, AND: conditions },
    include: WITH_SOURCE,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.take,
  });
}

/** How many destinations the workspace has, or those of one source. */
export function countDestinationRows(db: Db, workspaceId: string, by: { sourceId?: string }): Promise<number> {
  return db.destination.count({ where: { workspaceId, sourceId: by.sourceId } });
}

/** How many destinations of `type` the source has. */
export function countDestinationsOfType(db: Db, workspaceId: string, sourceId: string, type: string): Promise<number> {
  return db.destination.count({ where: { workspaceId, sourceId, type } });
}

/** The names of the source's destinations of `type`. */
export function destinationNames(db: Db, sourceId: string, type: string): Promise<{ id: string; name: string }[]> {
  return db.destination.findMany({ where: { sourceId, type }, select: { id: true, name: true } });
}

/** How many destinations of each type the workspace has. */
export async function countDestinationsByType(db: Db, workspaceId: string): Promise<Map<string, number>> {
  const groups = await db.destination.groupBy({ by: ['type'], where: { workspaceId }, _count: { _all: true } });
  return new Map(groups.map((group) => [group.type, group._count._all]));
}

/** Which of `slugs` the workspace's destinations already use. */
export async function takenDestinationSlugs(db: Db, workspaceId: string, startsWith: string): Promise<Set<string>> {
  const rows = await db.destination.findMany({
    where: { workspaceId, slug: { startsWith } },
    select: { slug: true },
  });
  return new Set(rows.map((row) => row.slug));
}

/** Changes a destination, whose lock and new configVersion the caller has by `raiseConfigVersion`. */
export function updateDestinationRow(
  db: Db,
  workspaceId: string,
  id: string,
  change: { name?: string; enabled?: boolean; settings?: JsonObject; secrets?: object } & Partial<DeliverySettings>,
): Promise<DestinationRow> {
  return db.destination.update({
    where: { id, workspaceId },
    data: change,
    include: WITH_SOURCE,
  });
}

/**
 * Raises a destination's configVersion and returns it with its lock held until the transaction ends, so that checks such
 * as "at most ten filters" cannot race. Null when the workspace has no such destination.
 */
export async function raiseConfigVersion(db: Db, workspaceId: string, id: string): Promise<DestinationRow | null> {
  const { count } = await db.destination.updateMany({
    where: { id, workspaceId },
    data: { configVersion: { increment: 1 } },
  });
  return count === 0 ? null : findDestination(db, workspaceId, id);
}

/** Deletes a destination with its mappings and filters; false when the workspace has no such destination. */
export async function deleteDestinationRow(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const { count } = await db.destination.deleteMany({ where: { id, workspaceId } });
  return count > 0;
}

/** Whether the workspace has this source; takes a lock that keeps it from being deleted within the transaction. */
export async function lockSourceOfWorkspace(
  db: Db,
  workspaceId: string,
  sourceId: string,
): Promise<{ id: string; name: string; type: string } | null> {
  const rows = await db.$queryRaw<{ id: string; name: string; type: string }[]>`
    SELECT id, name, type FROM source WHERE id = ${sourceId} AND workspace_id = ${workspaceId} FOR NO KEY UPDATE`;
  return rows[0] ?? null;
}

import type { Db } from '../client';
import type { Prisma } from '../prisma-client/client';

/** A source with its write keys that are not revoked (oldest first) and the number of its destinations. */
export type SourceRow = NonNullable<Awaited<ReturnType<typeof findSource>>>;

const WITH_KEYS = {
  writeKeys: { where: { revokedAt: null }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  _count: { select: { destinations: true } },
} satisfies Prisma.SourceInclude;

/** The source `id` of a workspace, or null. */
export function findSource(db: Db, workspaceId: string, id: string) {
  return db.source.findFirst({ where: { id, workspaceId }, include: WITH_KEYS });
}

/** Where a page of sources begins: after the row with this creation time and id. */
export interface SourceKeyset {
  createdAt: Date;
  id: string;
}

/**
 * Up to `limit` sources of a workspace, oldest first, after `after`.
 * `search` keeps those with it in their name or slug, or with exactly that id or (if `searchWriteKeys`) write key.
 */
export function findSources(
  db: Db,
  workspaceId: string,
  page: { after: SourceKeyset | null; limit: number; search: string | null; searchWriteKeys: boolean },
): Promise<SourceRow[]> {
  const and: Prisma.SourceWhereInput[] = [];
  if (page.search) {
    and.push({
      OR: [
        { name: { contains: page.search, mode: 'insensitive' } },
        { slug: { contains: page.search, mode: 'insensitive' } },
        { id: page.search },
        ...(page.searchWriteKeys ? [{ writeKeys: { some: { key: page.search, revokedAt: null } } }] : []),
      ],
    });
  }
  if (page.after) {
    and.push({
      OR: [{ createdAt: { gt: page.after.createdAt } }, { createdAt: page.after.createdAt, id: { gt: page.after.id } }],
    });
  }
  return db.source.findMany({
    where: { workspaceId, AND: and },
    include: WITH_KEYS,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: page.limit,
  });
}

/** How many sources a workspace has. */
export function countSourceRows(db: Db, workspaceId: string): Promise<number> {
  return db.source.count({ where: { workspaceId } });
}

/** Which of the slugs that begin with `prefix` are taken in a workspace. */
export async function findSourceSlugs(db: Db, workspaceId: string, prefix: string): Promise<string[]> {
  const rows = await db.source.findMany({
    where: { workspaceId, slug: { startsWith: prefix } },
    select: { slug: true },
  });
  return rows.map((row) => row.slug);
}

/** Adds a source with its first write key. */
export function insertSource(
  db: Db,
  row: Prisma.SourceUncheckedCreateInput,
  writeKey: { id: string; key: string },
): Promise<SourceRow> {
  return db.source.create({ data: { ...row, writeKeys: { create: writeKey } }, include: WITH_KEYS });
}

/** Changes a source that is known to belong to the caller's workspace. */
export function changeSource(
  db: Db,
  id: string,
  change: {
    name?: string;
    slug?: string;
    enabled?: boolean;
    settings?: Prisma.InputJsonObject;
    region?: string | null;
    honestMode?: boolean;
  },
): Promise<SourceRow> {
  return db.source.update({ where: { id }, data: change, include: WITH_KEYS });
}

/** Removes a source; its write keys, destinations, filters and mappings go with it. */
export async function removeSource(db: Db, id: string): Promise<void> {
  await db.source.delete({ where: { id } });
}

/**
 * Locks the row of a workspace's source until the transaction ends, so that changes of the same source follow each other.
 * False when there is no such source.
 */
export async function lockSource(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM source WHERE id = ${id} AND workspace_id = ${workspaceId} FOR UPDATE`;
  return rows.length > 0;
}

/** Locks the name space of a workspace's source slugs until the transaction ends: two new sources of one name get two slugs. */
export async function lockSourceSlugs(db: Db, workspaceId: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`source-slugs:${workspaceId}`}, 0))`;
}

/** Ids, names and types of a source's destinations, oldest first. */
export function findSourceDestinations(db: Db, workspaceId: string, sourceId: string) {
  return db.destination.findMany({
    where: { workspaceId, sourceId },
    select: { id: true, name: true, type: true, enabled: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

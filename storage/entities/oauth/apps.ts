import type { Db } from '../../client';
import type { Prisma } from '../../prisma-client/client';

/** An app with its keys that are not revoked (oldest first) and the sources that take its tokens. */
export type OauthAppRow = NonNullable<Awaited<ReturnType<typeof findOauthApp>>>;

const WHOLE = {
  keys: { where: { revokedAt: null }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
  sources: {
    select: { id: true, name: true, type: true, oauthRequired: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  },
} satisfies Prisma.OauthAppInclude;

/** The app `id` of a workspace, or null. */
export function findOauthApp(db: Db, workspaceId: string, id: string) {
  return db.oauthApp.findFirst({ where: { id, workspaceId }, include: WHOLE });
}

/** One page of a workspace's apps, newest first, after the one of `after`. */
export function listOauthAppRows(
  db: Db,
  workspaceId: string,
  page: { after: { at: Date; id: string } | null; take: number },
): Promise<OauthAppRow[]> {
  const { after, take } = page;
  return db.oauthApp.findMany({
    where: {
      workspaceId,
      ...(after && { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] }),
    },
    include: WHOLE,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** The ids and names of all apps of a workspace, by name: what a source may be connected to. */
export function listOauthAppNames(db: Db, workspaceId: string): Promise<{ id: string; name: string }[]> {
  return db.oauthApp.findMany({ where: { workspaceId }, select: { id: true, name: true }, orderBy: { name: 'asc' } });
}

/** Whether a workspace has another app of this name. */
export async function isOauthAppNameTaken(db: Db, workspaceId: string, name: string, except = ''): Promise<boolean> {
  return (await db.oauthApp.count({ where: { workspaceId, name, id: { not: except } } })) > 0;
}

/** Adds an app with its first key. */
export function insertOauthApp(
  db: Db,
  row: Prisma.OauthAppUncheckedCreateInput,
  key: Prisma.OauthKeyUncheckedCreateWithoutAppInput,
): Promise<OauthAppRow> {
  return db.oauthApp.create({ data: { ...row, keys: { create: key } }, include: WHOLE });
}

/** Changes an app that is known to belong to the caller's workspace. */
export function changeOauthApp(
  db: Db,
  id: string,
  change: { name?: string; scopes?: string[]; tokenLifetimeDays?: number },
): Promise<OauthAppRow> {
  return db.oauthApp.update({ where: { id }, data: change, include: WHOLE });
}

/** Removes an app with its keys. The database refuses while sources are connected. */
export async function removeOauthApp(db: Db, id: string): Promise<void> {
  await db.oauthApp.delete({ where: { id } });
}

/** Locks a workspace's app until the transaction ends. False when there is no such app. */
export async function lockOauthApp(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM oauth_app WHERE id = ${id} AND workspace_id = ${workspaceId} FOR UPDATE`;
  return rows.length > 0;
}

/** Locks the names of a workspace's apps until the transaction ends: two apps never get one name. */
export async function lockOauthAppNames(db: Db, workspaceId: string): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`oauth-app-names:${workspaceId}`}, 0))`;
}

/** Which app's tokens a source takes, and whether it takes events without one. Null when there is no such source. */
export function findSourceOauth(db: Db, workspaceId: string, sourceId: string) {
  return db.source.findFirst({
    where: { id: sourceId, workspaceId },
    select: { id: true, name: true, oauthRequired: true, oauthApp: { select: { id: true, name: true } } },
  });
}

/** Changes what a source that belongs to the caller's workspace asks of its senders. */
export async function changeSourceOauth(
  db: Db,
  sourceId: string,
  change: { oauthAppId?: string | null; oauthRequired?: boolean },
): Promise<void> {
  await db.source.update({ where: { id: sourceId }, data: change });
}

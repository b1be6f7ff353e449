import type { Db } from '../../client';
import type { Prisma } from '../../prisma-client/client';

/** Adds a public key to an app. */
export function insertOauthKey(db: Db, row: Prisma.OauthKeyUncheckedCreateInput) {
  return db.oauthKey.create({ data: row });
}

/** When each of these apps was last given a token, for a key revoked since or not. Those that never were are left out. */
export async function lastOauthKeyUses(db: Db, appIds: string[]): Promise<Map<string, Date>> {
  const rows = await db.oauthKey.groupBy({
    by: ['appId'],
    where: { appId: { in: appIds }, lastUsedAt: { not: null } },
    _max: { lastUsedAt: true },
  });
  return new Map(rows.flatMap(({ appId, _max }) => (_max.lastUsedAt ? [[appId, _max.lastUsedAt] as const] : [])));
}

/** Marks a key as revoked at `at`. */
export async function markOauthKeyRevoked(db: Db, id: string, at: Date): Promise<void> {
  await db.oauthKey.update({ where: { id }, data: { revokedAt: at } });
}

/** The key `id` of the app `appId`, revoked or not, with its app. Needs no workspace: the key is what finds it. */
export function findOauthKey(db: Db, appId: string, id: string) {
  return db.oauthKey.findFirst({ where: { id, appId }, include: { app: true } });
}

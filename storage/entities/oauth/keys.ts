import type { Db } from '../../client';
import type { Prisma } from '../../prisma-client/client';

/** Adds a public key to an app. */
export function insertOauthKey(db: Db, row: Prisma.OauthKeyUncheckedCreateInput) {
  return db.oauthKey.create({ data: row });
}

/** Marks a key as revoked at `at`. */
export async function markOauthKeyRevoked(db: Db, id: string, at: Date): Promise<void> {
  await db.oauthKey.update({ where: { id }, data: { revokedAt: at } });
}

/** The key `id` of the app `appId`, revoked or not, with its app. Needs no workspace: the key is what finds it. */
export function findOauthKey(db: Db, appId: string, id: string) {
  return db.oauthKey.findFirst({ where: { id, appId }, include: { app: true } });
}

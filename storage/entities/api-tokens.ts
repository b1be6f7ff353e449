import type { Db } from '../client';
import type { ApiToken, Role, Workspace } from '../prisma-client/client';

/** Creates a Public API token; only the hash of it is kept. */
export function insertApiToken(
  db: Db,
  row: {
    id: string;
    workspaceId: string;
    name: string;
    role: Role;
    tokenHash: string;
    hint: string;
    createdById: string | null;
  },
): Promise<ApiToken> {
  return db.apiToken.create({ data: row });
}

/** The token with this hash if it is not revoked, with its workspace. */
export function findApiTokenByHash(db: Db, tokenHash: string): Promise<(ApiToken & { workspace: Workspace }) | null> {
  return db.apiToken.findFirst({ where: { tokenHash, revokedAt: null }, include: { workspace: true } });
}

/** One page of a workspace's tokens that are not revoked, newest first, after the one of `after`. */
export function listApiTokens(
  db: Db,
  workspaceId: string,
  page: { after: { at: Date; id: string } | null; take: number },
): Promise<ApiToken[]> {
  return db.apiToken.findMany({
    where: {
      workspaceId,
      revokedAt: null,
      ...(page.after
        ? { OR: [{ createdAt: { lt: page.after.at } }, { createdAt: page.after.at, id: { lt: page.after.id } }] }
        : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.take,
  });
}

/** Notes that a token was used, unless that was noted after `unlessAfter`: a busy token costs a write a minute, not one a call. */
export async function touchApiToken(db: Db, id: string, now: Date, unlessAfter: Date): Promise<void> {
  await db.apiToken.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: unlessAfter } }] },
    data: { lastUsedAt: now },
  });
}

/** Revokes a token of this workspace. @returns the token, or null when there is none that is not revoked. */
export async function revokeApiToken(db: Db, workspaceId: string, id: string, now: Date): Promise<ApiToken | null> {
  const [revoked] = await db.apiToken.updateManyAndReturn({
    where: { id, workspaceId, revokedAt: null },
    data: { revokedAt: now },
  });
  return revoked ?? null;
}

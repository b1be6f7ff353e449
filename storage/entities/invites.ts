import type { Db } from '../client';
import type { Invite, Role, Workspace } from '../prisma-client/client';

/** Creates an invitation. */
export function insertInvite(
  db: Db,
  row: {
    id: string;
    workspaceId: string;
    email: string;
    role: Role;
    tokenHash: string;
    invitedById: string | null;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<Invite> {
  return db.invite.create({ data: row });
}

/** The invitation with this token hash, with its workspace; used, revoked and expired ones too. */
export function findInviteByHash(db: Db, tokenHash: string): Promise<(Invite & { workspace: Workspace }) | null> {
  return db.invite.findUnique({ where: { tokenHash }, include: { workspace: true } });
}

/** An invitation of this workspace that was neither accepted nor revoked. */
export function findOpenInvite(db: Db, workspaceId: string, id: string): Promise<Invite | null> {
  return db.invite.findFirst({ where: { id, workspaceId, acceptedAt: null, revokedAt: null } });
}

/** One page of invitations that were neither accepted nor revoked, newest first, after the one of `after`. */
export function listOpenInvites(
  db: Db,
  workspaceId: string,
  page: { after: { at: Date; id: string } | null; search: string; take: number },
): Promise<Invite[]> {
  return db.invite.findMany({
    where: {
      workspaceId,
      acceptedAt: null,
      revokedAt: null,
      ...(page.search ? { email: { contains: page.search, mode: 'insensitive' } } : {}),
      ...(page.after
        ? { OR: [{ createdAt: { lt: page.after.at } }, { createdAt: page.after.at, id: { lt: page.after.id } }] }
        : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.take,
  });
}

/** Gives an open invitation another token and another term; the former link stops working. @returns false when it is not open. */
export async function renewOpenInvite(
  db: Db,
  workspaceId: string,
  id: string,
  data: { tokenHash: string; expiresAt: Date },
): Promise<boolean> {
  const { count } = await db.invite.updateMany({
    where: { id, workspaceId, acceptedAt: null, revokedAt: null },
    data,
  });
  return count === 1;
}

/** Marks an invitation as accepted if it still can be. @returns false when it was used or revoked or has expired meanwhile. */
export async function takeInvite(db: Db, id: string, now: Date): Promise<boolean> {
  const { count } = await db.invite.updateMany({
    where: { id, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { acceptedAt: now },
  });
  return count === 1;
}

/** Revokes the open invitations of a workspace that match: by id, by address, or by who sent them. @returns how many. */
export async function revokeOpenInvites(
  db: Db,
  workspaceId: string,
  which: { id: string } | { email: string } | { invitedById: string },
  now: Date,
): Promise<number> {
  const { count } = await db.invite.updateMany({
    where: { ...which, workspaceId, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  return count;
}

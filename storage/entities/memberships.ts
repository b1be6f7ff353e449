import type { Db } from '../client';
import type { Membership, Role, User, Workspace } from '../prisma-client/client';

/** Who belongs to a workspace, with the account. */
export type MembershipWithUser = Membership & { user: Pick<User, 'id' | 'email' | 'name'> };

const withUser = { user: { select: { id: true, email: true, name: true } } } as const;

/** The membership of `userId` in the workspace with this slug, with the workspace; null when there is none. */
export function findMembershipBySlug(
  db: Db,
  userId: string,
  slug: string,
): Promise<(Membership & { workspace: Workspace }) | null> {
  return db.membership.findFirst({ where: { userId, workspace: { slug } }, include: { workspace: true } });
}

/** One membership, with the account. */
export function findMembership(db: Db, workspaceId: string, userId: string): Promise<MembershipWithUser | null> {
  return db.membership.findUnique({ where: { workspaceId_userId: { workspaceId, userId } }, include: withUser });
}

/** Whether an account with this address is a member. */
export async function isMemberEmail(db: Db, workspaceId: string, email: string): Promise<boolean> {
  return (await db.membership.findFirst({ where: { workspaceId, user: { email } } })) !== null;
}

/** The workspaces of one account, oldest membership first. */
export function listMembershipsOfUser(db: Db, userId: string): Promise<(Membership & { workspace: Workspace })[]> {
  return db.membership.findMany({
    where: { userId },
    include: { workspace: true },
    orderBy: [{ createdAt: 'asc' }, { workspaceId: 'asc' }],
  });
}

/** One page of members, oldest first, after the membership of `after`; `search` matches name or address. */
export function listMembers(
  db: Db,
  workspaceId: string,
  page: { after: { createdAt: Date; userId: string } | null; search: string; take: number },
): Promise<MembershipWithUser[]> {
  const contains = { contains: page.search, mode: 'insensitive' } as const;
  return db.membership.findMany({
    where: {
      workspaceId,
      ...(page.search ? { user: { OR: [{ name: contains }, { email: contains }] } } : {}),
      ...(page.after
        ? {
            OR: [
              { createdAt: { gt: page.after.createdAt } },
              { createdAt: page.after.createdAt, userId: { gt: page.after.userId } },
            ],
          }
        : {}),
    },
    include: withUser,
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    take: page.take,
  });
}

/** Makes an account a member. @throws Prisma's P2002 when it is one already. */
export async function insertMembership(
  db: Db,
  row: { workspaceId: string; userId: string; role: Role },
): Promise<void> {
  await db.membership.create({ data: row });
}

/** Changes a member's role. */
export async function updateMembershipRole(db: Db, workspaceId: string, userId: string, role: Role): Promise<void> {
  await db.membership.update({ where: { workspaceId_userId: { workspaceId, userId } }, data: { role } });
}

/** Ends a membership. */
export async function deleteMembership(db: Db, workspaceId: string, userId: string): Promise<void> {
  await db.membership.delete({ where: { workspaceId_userId: { workspaceId, userId } } });
}

/** How many owners a workspace has. Call it after `lockWorkspace`, or the number may change under you. */
export function countOwners(db: Db, workspaceId: string): Promise<number> {
  return db.membership.count({ where: { workspaceId, role: 'OWNER' } });
}

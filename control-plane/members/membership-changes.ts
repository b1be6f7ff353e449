import type { Db } from '@/storage/client';
import { countOwners, findMembership, type MembershipWithUser } from '@/storage/entities/memberships';
import { lockWorkspace } from '@/storage/entities/workspaces';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError, notFound } from '../errors';

/**
 * Begins a change of the workspace's members: from here to the end of the transaction no other change of them runs.
 * What the caller was allowed before waiting may be over, so a person's own role is read again.
 * @throws ControlPlaneError `forbidden` when the actor may not manage members any more
 */
export async function beginMembershipChange(tx: Db, ctx: Context): Promise<void> {
  await lockWorkspace(tx, ctx.workspace.id);
  if (ctx.actor.kind !== 'user') return;
  const own = await findMembership(tx, ctx.workspace.id, ctx.actor.id);
  if (own === null) throw new ControlPlaneError('forbidden', `You are not a member of ${ctx.workspace.name} any more.`);
  authorize({ ...ctx, actor: { ...ctx.actor, role: own.role } }, 'members:manage');
}

/** The member of this workspace with this account. @throws ControlPlaneError `not_found` */
export async function requireMember(tx: Db, ctx: Context, userId: string): Promise<MembershipWithUser> {
  const member = await findMembership(tx, ctx.workspace.id, userId);
  if (member === null) throw notFound('member');
  return member;
}

/**
 * Refuses to take the role of the last owner away. Call it under the workspace's lock.
 * @throws ControlPlaneError `precondition_failed`
 */
export async function keepAnOwner(tx: Db, member: MembershipWithUser): Promise<void> {
  if (member.role !== 'OWNER' || (await countOwners(tx, member.workspaceId)) > 1) return;
  throw new ControlPlaneError(
    'precondition_failed',
    `${member.user.name} is the last owner. Make somebody else an owner first.`,
  );
}

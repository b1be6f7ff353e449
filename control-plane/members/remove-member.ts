import { systemClock } from '@/platform/clock';
import type { Db } from '@/storage/client';
import { revokeOpenInvites } from '@/storage/entities/invites';
import { deleteMembership, type MembershipWithUser } from '@/storage/entities/memberships';
import { lockWorkspace } from '@/storage/entities/workspaces';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { memberSchema } from './member.schema';
import { beginMembershipChange, keepAnOwner, requireMember } from './membership-changes';

async function endMembership(tx: Db, ctx: Context, member: MembershipWithUser, type: string): Promise<void> {
  await keepAnOwner(tx, member);
  await deleteMembership(tx, ctx.workspace.id, member.userId);
  await revokeOpenInvites(tx, ctx.workspace.id, { invitedById: member.userId }, systemClock.now());
  await audit(tx, ctx, {
    type,
    resource: { type: 'membership', id: member.userId, name: member.user.email },
    detail: { formerRole: member.role },
  });
}

/**
 * Removes a member; they are out with their next request, and invitations they have sent end.
 * @throws ControlPlaneError `forbidden`, `not_found`, `precondition_failed` for the last owner
 */
export async function removeMember(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'members:manage');
  const { userId } = parseInput(memberSchema, input);
  await transaction(async (tx) => {
    await beginMembershipChange(tx, ctx);
    await endMembership(tx, ctx, await requireMember(tx, ctx, userId), 'User Removed From Workspace');
  });
}

/**
 * Leaves the workspace; every role may, but for the last owner.
 * @throws ControlPlaneError `precondition_failed` for the last owner, `forbidden` for tokens and the command line
 */
export async function leaveWorkspace(ctx: Context): Promise<void> {
  authorize(ctx, 'workspace:read');
  if (ctx.actor.kind !== 'user') throw new ControlPlaneError('forbidden', 'Only a person can leave a workspace.');
  await transaction(async (tx) => {
    await lockWorkspace(tx, ctx.workspace.id);
    await endMembership(tx, ctx, await requireMember(tx, ctx, ctx.actor.id), 'User Left Workspace');
  });
}

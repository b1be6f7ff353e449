import { systemClock } from '@/platform/clock';
import { revokeOpenInvites } from '@/storage/entities/invites';
import { updateMembershipRole } from '@/storage/entities/memberships';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import { ROLES, type Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { changeRoleSchema } from './member.schema';
import { beginMembershipChange, keepAnOwner, requireMember } from './membership-changes';

/**
 * Changes a member's role; it counts from their next request. An owner who becomes less also loses the invitations
 * they have sent and that are still open.
 * @throws ControlPlaneError `forbidden`, `not_found`, `precondition_failed` for the last owner
 */
export async function changeMemberRole(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'members:manage');
  const { userId, role } = parseInput(changeRoleSchema, input);
  if (ROLES.indexOf(role) < ROLES.indexOf(ctx.actor.role)) {
    throw new ControlPlaneError('forbidden', 'You cannot give a role above your own.');
  }
  await transaction(async (tx) => {
    await beginMembershipChange(tx, ctx);
    const member = await requireMember(tx, ctx, userId);
    if (member.role === role) return;
    await keepAnOwner(tx, member);
    await updateMembershipRole(tx, ctx.workspace.id, userId, role);
    if (member.role === 'OWNER') {
      await revokeOpenInvites(tx, ctx.workspace.id, { invitedById: userId }, systemClock.now());
    }
    await audit(tx, ctx, {
      type: 'User Policy Updated',
      resource: { type: 'membership', id: userId, name: member.user.email },
      detail: { role, formerRole: member.role },
    });
  });
}

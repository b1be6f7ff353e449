import { systemClock } from '@/platform/clock';
import { findOpenInvite, revokeOpenInvites } from '@/storage/entities/invites';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { beginMembershipChange } from '../members/membership-changes';
import { parseInput } from '../parse-input';
import { inviteIdSchema } from './invite.schema';

/** Revokes an open invitation; its link says so from then on. @throws ControlPlaneError `forbidden`, `not_found` */
export async function revokeInvite(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'members:manage');
  const { inviteId } = parseInput(inviteIdSchema, input);
  await transaction(async (tx) => {
    await beginMembershipChange(tx, ctx);
    const found = await findOpenInvite(tx, ctx.workspace.id, inviteId);
    const now = systemClock.now();
    if (found === null || (await revokeOpenInvites(tx, ctx.workspace.id, { id: inviteId }, now)) === 0) {
      throw notFound('invitation');
    }
    await audit(tx, ctx, { type: 'Invite Deleted', resource: { type: 'invite', id: found.id, name: found.email } });
  });
}

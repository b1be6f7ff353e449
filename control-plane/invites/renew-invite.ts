import { systemClock } from '@/platform/clock';
import { findOpenInvite, renewOpenInvite } from '@/storage/entities/invites';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { beginMembershipChange } from '../members/membership-changes';
import { parseInput } from '../parse-input';
import { newSecretToken } from '../secret-token';
import { inviteExpiry } from './create-invites';
import { renewInviteSchema } from './invite.schema';
import { inviteView, type InviteWithLink } from './invite-view';
import { inviteLink, mailInvite } from './mail-invite';

/**
 * Gives an open (or expired) invitation a new link and a new term, and mails it when `send` is set. The former link
 * stops working: only hashes are kept, so a link cannot be shown twice.
 * @throws ControlPlaneError `forbidden`, `not_found`
 */
export async function renewInvite(ctx: Context, input: unknown): Promise<InviteWithLink> {
  authorize(ctx, 'members:manage');
  const { inviteId, send } = parseInput(renewInviteSchema, input);
  const { token, hash } = newSecretToken('inv');
  const view = await transaction(async (tx) => {
    await beginMembershipChange(tx, ctx);
    const found = await findOpenInvite(tx, ctx.workspace.id, inviteId);
    const expiresAt = inviteExpiry(systemClock.now());
    if (found === null || !(await renewOpenInvite(tx, ctx.workspace.id, inviteId, { tokenHash: hash, expiresAt }))) {
      throw notFound('invitation');
    }
    await audit(tx, ctx, {
      type: send ? 'Invite Resent' : 'Invite Link Created',
      resource: { type: 'invite', id: found.id, name: found.email },
      detail: { role: found.role },
    });
    return inviteView({ ...found, expiresAt });
  });
  const link = inviteLink(token);
  return { ...view, link, mail: send ? await mailInvite(ctx, ctx.actor.label, view, link) : null };
}

import type { Context } from '../context';
import { inviteLetter, publicLink } from '../mail/letters';
import { post, type PostOutcome } from '../mail/post';
import { INVITE_DAYS } from './invite.schema';
import type { InviteView } from './invite-view';

/** The address that accepts the invitation with this token. */
export function inviteLink(token: string): string {
  return publicLink(`/invite/${token}`);
}

/** Mails an invitation's link to its address. Never throws. */
export function mailInvite(ctx: Context, invitedBy: string, invite: InviteView, link: string): Promise<PostOutcome> {
  const { email: to, role } = invite;
  return post(inviteLetter({ to, role, link, invitedBy, workspaceName: ctx.workspace.name, days: INVITE_DAYS }));
}

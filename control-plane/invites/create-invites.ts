import { systemClock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import type { Db } from '@/storage/client';
import { insertInvite, revokeOpenInvites } from '@/storage/entities/invites';
import { isMemberEmail } from '@/storage/entities/memberships';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import { ROLES, type Context, type Role } from '../context';
import { ControlPlaneError } from '../errors';
import { beginMembershipChange } from '../members/membership-changes';
import { parseInput } from '../parse-input';
import { newSecretToken } from '../secret-token';
import { createInvitesSchema, INVITE_DAYS } from './invite.schema';
import { inviteView, type InviteView, type InviteWithLink } from './invite-view';
import { inviteLink, mailInvite } from './mail-invite';

const DAY_MS = 86_400_000;

/** When an invitation made now ends. */
export function inviteExpiry(now: Date): Date {
  return new Date(now.getTime() + INVITE_DAYS * DAY_MS);
}

async function refuseMembers(tx: Db, ctx: Context, emails: string[]): Promise<void> {
  const fields: Record<string, string> = {};
  for (const [index, email] of emails.entries()) {
    if (await isMemberEmail(tx, ctx.workspace.id, email)) fields[`emails.${index}`] = `${email} is a member already.`;
  }
  const [first] = Object.values(fields);
  if (first !== undefined) throw new ControlPlaneError('conflict', first, { ...fields, emails: first });
}

async function invite(tx: Db, ctx: Context, email: string, role: Role): Promise<InviteView & { token: string }> {
  const now = systemClock.now();
  await revokeOpenInvites(tx, ctx.workspace.id, { email }, now);
  const { token, hash } = newSecretToken('inv');
  const row = await insertInvite(tx, {
    id: newId('inv'),
    workspaceId: ctx.workspace.id,
    email,
    role,
    tokenHash: hash,
    invitedById: ctx.actor.kind === 'token' ? null : ctx.actor.id,
    createdAt: now,
    expiresAt: inviteExpiry(now),
  });
  await audit(tx, ctx, {
    type: 'Users Invited',
    resource: { type: 'invite', id: row.id, name: email },
    detail: { role },
  });
  return { ...inviteView(row), token };
}

/**
 * Invites addresses and mails each its link. All or none: one address that cannot be invited refuses them all. An
 * earlier invitation of the same address that is still open is replaced.
 * @throws ControlPlaneError `forbidden`, `invalid_input`, `conflict` (fields `emails.0` …) when one is a member already
 */
export async function createInvites(ctx: Context, input: unknown): Promise<InviteWithLink[]> {
  authorize(ctx, 'members:manage');
  const { emails, role } = parseInput(createInvitesSchema, input);
  if (ROLES.indexOf(role) < ROLES.indexOf(ctx.actor.role)) {
    throw new ControlPlaneError('forbidden', 'You cannot invite with a role above your own.');
  }
  const made = await transaction(async (tx) => {
    await beginMembershipChange(tx, ctx);
    await refuseMembers(tx, ctx, emails);
    const invites = [];
    for (const email of emails) invites.push(await invite(tx, ctx, email, role));
    return invites;
  });
  return Promise.all(
    made.map(async ({ token, ...view }) => {
      const link = inviteLink(token);
      return { ...view, link, mail: await mailInvite(ctx, ctx.actor.label, view, link) };
    }),
  );
}

import { systemClock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { hashPassword } from '@/platform/password-hash';
import { db, type Db } from '@/storage/client';
import { findInviteByHash, takeInvite } from '@/storage/entities/invites';
import { findMembership, insertMembership } from '@/storage/entities/memberships';
import { insertUser } from '@/storage/entities/users';
import { lockWorkspace } from '@/storage/entities/workspaces';
import { transaction } from '@/storage/transaction';
import { requireStrongPassword } from '../accounts/password-strength';
import { addressTaken } from '../accounts/sign-up';
import { audit } from '../audit';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { hashToken } from '../secret-token';
import type { Person, Visitor } from '../sessions/person';
import { throttle } from '../sessions/throttle';
import { acceptAsNewSchema, acceptInviteSchema } from './invite.schema';

type FoundInvite = NonNullable<Awaited<ReturnType<typeof findInviteByHash>>>;

function spent(): ControlPlaneError {
  return new ControlPlaneError('gone', 'This invitation has been used, was revoked or has expired. Ask for a new one.');
}

async function requireInvite(token: string): Promise<FoundInvite> {
  const invite = await findInviteByHash(db(), hashToken(token));
  if (invite === null) throw spent();
  return invite;
}

/** Uses the invitation up and makes the person a member, in the caller's transaction. */
async function join(tx: Db, invite: FoundInvite, person: Person, requestId: string): Promise<void> {
  await lockWorkspace(tx, invite.workspaceId);
  if (!(await takeInvite(tx, invite.id, systemClock.now()))) throw spent();
  if ((await findMembership(tx, invite.workspaceId, person.id)) !== null) return;
  await insertMembership(tx, { workspaceId: invite.workspaceId, userId: person.id, role: invite.role });
  const { id, slug, name } = invite.workspace;
  const ctx: Context = {
    workspace: { id, slug, name },
    actor: { kind: 'user', id: person.id, label: person.email, role: invite.role },
    requestId,
  };
  await audit(tx, ctx, {
    type: 'Invite Accepted',
    resource: { type: 'invite', id: invite.id, name: invite.email },
    detail: { role: invite.role },
  });
}

/**
 * Accepts an invitation as the signed-in person, whose address must be the invited one. A member keeps the role they have.
 * @throws ControlPlaneError `gone`, `forbidden` when it was sent to another address
 */
export async function acceptInvite(
  by: { person: Person; requestId: string },
  input: unknown,
): Promise<{ workspaceSlug: string }> {
  const { token } = parseInput(acceptInviteSchema, input);
  const invite = await requireInvite(token);
  if (invite.email !== by.person.email) {
    throw new ControlPlaneError('forbidden', 'This invitation was sent to another address than that of your account.');
  }
  await transaction((tx) => join(tx, invite, by.person, by.requestId));
  return { workspaceSlug: invite.workspace.slug };
}

/**
 * Accepts an invitation with a new account for the invited address, also where strangers cannot sign up.
 * @throws ControlPlaneError `gone`, `conflict` when the address has an account already, `invalid_input`, `rate_limited`
 */
export async function acceptInviteAsNew(
  visitor: Visitor,
  input: unknown,
): Promise<{ workspaceSlug: string; email: string }> {
  const { token, name, password } = parseInput(acceptAsNewSchema, input);
  await throttle('sign-up/address', visitor.address);
  const invite = await requireInvite(token);
  await requireStrongPassword(password, [invite.email, name]);
  const passwordHash = await hashPassword(password);
  await transaction(async (tx) => {
    const user = await insertUser(tx, { id: newId('usr'), email: invite.email, name, passwordHash });
    if (user === null) throw addressTaken();
    await join(tx, invite, { id: user.id, email: user.email, name: user.name }, visitor.requestId);
  });
  return { workspaceSlug: invite.workspace.slug, email: invite.email };
}

import { systemClock } from '@/platform/clock';
import { db } from '@/storage/client';
import { findInviteByHash } from '@/storage/entities/invites';
import { findUserByEmail, findUserById } from '@/storage/entities/users';
import type { Role } from '../context';
import { hashToken } from '../secret-token';

/** What the holder of an invitation's link may know. `hasAccount`: whether the invited address has an account. */
export type InviteState =
  | { state: 'open'; email: string; role: Role; workspaceName: string; invitedBy: string | null; hasAccount: boolean }
  | { state: 'accepted' | 'revoked' | 'expired'; workspaceName: string }
  | { state: 'unknown' };

/** Looks at an invitation by the token of its link, without using it up. */
export async function readInvite(token: string): Promise<InviteState> {
  const row = await findInviteByHash(db(), hashToken(token));
  if (row === null) return { state: 'unknown' };
  const workspaceName = row.workspace.name;
  if (row.acceptedAt !== null) return { state: 'accepted', workspaceName };
  if (row.revokedAt !== null) return { state: 'revoked', workspaceName };
  if (row.expiresAt <= systemClock.now()) return { state: 'expired', workspaceName };
  const [inviter, account] = await Promise.all([
    row.invitedById === null ? null : findUserById(db(), row.invitedById),
    findUserByEmail(db(), row.email),
  ]);
  const { email, role } = row;
  return { state: 'open', email, role, workspaceName, invitedBy: inviter?.name ?? null, hasAccount: account !== null };
}

import { systemClock } from '@/platform/clock';
import { hashPassword } from '@/platform/password-hash';
import { db } from '@/storage/client';
import { endPasswordResets, findPasswordReset, takePasswordReset } from '@/storage/entities/password-resets';
import { updateUserPassword } from '@/storage/entities/users';
import { transaction } from '@/storage/transaction';
import { ControlPlaneError } from '../errors';
import { passwordChangedLetter } from '../mail/letters';
import { post } from '../mail/post';
import { parseInput } from '../parse-input';
import { hashToken } from '../secret-token';
import { unthrottle } from '../sessions/throttle';
import { requireStrongPassword } from './password-strength';
import { resetPasswordSchema } from './reset.schema';

/** What a link from a mail is good for; `unknown` also when it never existed. */
export type ResetState = { state: 'open'; email: string } | { state: 'used' | 'expired' | 'unknown' };

/** Looks at a link without using it up. */
export async function readPasswordReset(token: string): Promise<ResetState> {
  const reset = await findPasswordReset(db(), hashToken(token));
  if (reset === null) return { state: 'unknown' };
  if (reset.usedAt !== null) return { state: 'used' };
  if (reset.expiresAt <= systemClock.now()) return { state: 'expired' };
  return { state: 'open', email: reset.user.email };
}

function spent(): ControlPlaneError {
  return new ControlPlaneError('gone', 'This link has been used or has expired. Ask for a new one.');
}

/**
 * Sets a new password by the link of a mail. The link, and every other one of the account, is used up; all sessions end.
 * @returns the account's address, so that the person can be signed in
 * @throws ControlPlaneError `gone`, `invalid_input`
 */
export async function resetPassword(input: unknown): Promise<{ email: string }> {
  const { token, password } = parseInput(resetPasswordSchema, input);
  const reset = await findPasswordReset(db(), hashToken(token));
  if (reset === null) throw spent();
  const { user } = reset;
  await requireStrongPassword(password, [user.email, user.name]);
  const passwordHash = await hashPassword(password);
  const now = systemClock.now();
  await transaction(async (tx) => {
    if (!(await takePasswordReset(tx, reset.id, now))) throw spent();
    await updateUserPassword(tx, user.id, passwordHash, now);
    await endPasswordResets(tx, user.id, now);
  });
  await unthrottle('sign-in/account', user.email);
  void post(passwordChangedLetter({ to: user.email, name: user.name }));
  return { email: user.email };
}

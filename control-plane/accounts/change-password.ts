import { z } from 'zod';
import { systemClock } from '@/platform/clock';
import { hashPassword, verifyPassword } from '@/platform/password-hash';
import { db } from '@/storage/client';
import { endPasswordResets } from '@/storage/entities/password-resets';
import { findUserById, updateUserPassword } from '@/storage/entities/users';
import { transaction } from '@/storage/transaction';
import { ControlPlaneError } from '../errors';
import { passwordChangedLetter } from '../mail/letters';
import { post } from '../mail/post';
import { parseInput } from '../parse-input';
import type { Person } from '../sessions/person';
import { throttle, unthrottle } from '../sessions/throttle';
import { newPasswordSchema } from './account.schema';
import { requireStrongPassword } from './password-strength';

const changePasswordSchema = z.object({
  currentPassword: z.string({ error: 'Enter your password.' }).min(1, 'Enter your current password.').max(200),
  password: newPasswordSchema,
});

/**
 * Changes one's own password. Every session ends, the caller's too: the dashboard signs in again with the new password.
 * Wrong current passwords count as failed sign-ins.
 * @throws ControlPlaneError `invalid_input` (on `currentPassword` when it is wrong), `rate_limited`
 */
export async function changePassword(person: Person, input: unknown): Promise<void> {
  const { currentPassword, password } = parseInput(changePasswordSchema, input);
  await throttle('sign-in/account', person.email);
  const user = await findUserById(db(), person.id);
  if (user === null || !(await verifyPassword(currentPassword, user.passwordHash))) {
    const message = 'This is not your current password.';
    throw new ControlPlaneError('invalid_input', message, { currentPassword: message });
  }
  await unthrottle('sign-in/account', person.email);
  await requireStrongPassword(password, [user.email, user.name]);
  const passwordHash = await hashPassword(password);
  await transaction(async (tx) => {
    await updateUserPassword(tx, user.id, passwordHash);
    await endPasswordResets(tx, user.id, systemClock.now());
  });
  void post(passwordChangedLetter({ to: user.email, name: user.name }));
}

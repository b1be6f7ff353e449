import { installation } from '@/platform/installation';
import { newId } from '@/platform/ids';
import { hashPassword } from '@/platform/password-hash';
import { db } from '@/storage/client';
import { anyUserExists, findUserByEmail, insertUser, lockFirstAccount } from '@/storage/entities/users';
import { transaction } from '@/storage/transaction';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import type { Person, Visitor } from '../sessions/person';
import { throttle } from '../sessions/throttle';
import { signUpSchema } from './account.schema';
import { requireStrongPassword } from './password-strength';

/** Whether a stranger may create an account now: while sign-up is open, and always for the very first account. */
export async function signUpIsOpen(): Promise<boolean> {
  return installation().openSignUp || !(await anyUserExists(db()));
}

/** Whether anybody has an account yet. */
export function anyAccount(): Promise<boolean> {
  return anyUserExists(db());
}

/** The error for an address that has an account already. */
export function addressTaken(): ControlPlaneError {
  const message = 'There is an account with this address already. Sign in instead.';
  return new ControlPlaneError('conflict', message, { email: message });
}

function signUpClosed(): ControlPlaneError {
  return new ControlPlaneError('forbidden', 'New accounts need an invitation here. Ask an owner of a workspace.');
}

/**
 * Creates an account for a stranger.
 * @throws ControlPlaneError `forbidden` when sign-up is closed, `conflict`, `invalid_input`, `rate_limited`
 */
export async function signUp(visitor: Visitor, input: unknown): Promise<Person> {
  const { email, name, password } = parseInput(signUpSchema, input);
  await throttle('sign-up/address', visitor.address);
  if (!(await signUpIsOpen())) throw signUpClosed();
  await requireStrongPassword(password, [email, name]);
  if (await findUserByEmail(db(), email)) throw addressTaken();
  const passwordHash = await hashPassword(password);
  return transaction(async (tx) => {
    if (!installation().openSignUp) {
      await lockFirstAccount(tx);
      if (await anyUserExists(tx)) throw signUpClosed();
    }
    const user = await insertUser(tx, { id: newId('usr'), email, name, passwordHash });
    if (user === null) throw addressTaken();
    return { id: user.id, email: user.email, name: user.name };
  });
}

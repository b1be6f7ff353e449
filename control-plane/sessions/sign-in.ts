import { hashPassword, verifyPassword } from '@/platform/password-hash';
import { processState } from '@/platform/process-state';
import { db } from '@/storage/client';
import { findUserByEmail } from '@/storage/entities/users';
import { signInSchema } from '../accounts/account.schema';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import type { Person, Visitor } from './person';
import { throttle, unthrottle } from './throttle';

/** A hash no password fits, so that an unknown account costs as much time as a known one. */
function decoyHash(): Promise<string> {
  return processState('decoy-password-hash', () => hashPassword('no account has this password'));
}

/**
 * Checks address and password. Unknown account and wrong password get the same answer after the same work.
 * @throws ControlPlaneError `unauthenticated`, `rate_limited` (per account and per client address)
 */
export async function signIn(visitor: Visitor, input: unknown): Promise<Person & { sessionVersion: number }> {
  const { email, password } = parseInput(signInSchema, input);
  await throttle('sign-in/address', visitor.address);
  await throttle('sign-in/account', email);
  const user = await findUserByEmail(db(), email);
  const fits = await verifyPassword(password, user?.passwordHash ?? (await decoyHash()));
  if (user === null || !fits) throw new ControlPlaneError('unauthenticated', 'Email or password is wrong.');
  await unthrottle('sign-in/account', email);
  return { id: user.id, email: user.email, name: user.name, sessionVersion: user.sessionVersion };
}

import { systemClock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { installation } from '@/platform/installation';
import { createLogger } from '@/platform/logger';
import { db } from '@/storage/client';
import { insertPasswordReset } from '@/storage/entities/password-resets';
import { findUserByEmail } from '@/storage/entities/users';
import { passwordResetLetter, publicLink } from '../mail/letters';
import { post } from '../mail/post';
import { parseInput } from '../parse-input';
import { newSecretToken } from '../secret-token';
import type { Visitor } from '../sessions/person';
import { throttle } from '../sessions/throttle';
import { requestResetSchema } from './reset.schema';

const HOUR_MS = 3_600_000;

async function sendReset(email: string): Promise<void> {
  const user = await findUserByEmail(db(), email);
  if (user === null) return;
  const { token, hash } = newSecretToken('rst');
  const expiresAt = new Date(systemClock.now().getTime() + HOUR_MS);
  await insertPasswordReset(db(), { id: newId('rst'), userId: user.id, tokenHash: hash, expiresAt });
  await post(passwordResetLetter({ to: user.email, name: user.name, link: publicLink(`/reset/${token}`) }));
}

/**
 * Sends a link for choosing a new password to the account with this address, if there is one. The answer is the same
 * and comes equally soon when there is none: the account is looked up after it.
 * @throws ControlPlaneError `invalid_input`, `rate_limited`
 */
export async function requestPasswordReset(visitor: Visitor, input: unknown): Promise<void> {
  const { email } = parseInput(requestResetSchema, input);
  await throttle('forgot/address', visitor.address);
  await throttle('forgot/account', email);
  void sendReset(email).catch((error: unknown) => {
    const log = createLogger('accounts', installation().logLevel);
    log.error('a password reset could not be sent', { requestId: visitor.requestId, error });
  });
}

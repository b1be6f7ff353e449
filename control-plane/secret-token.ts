import { createHash } from 'node:crypto';
import { randomToken } from '@/platform/ids';

/** The only form in which a token is kept. Tokens are random and long, so a plain hash suffices. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A new secret of 40 random characters (230 bits) with a prefix that tells what it is for, and its hash. */
export function newSecretToken(prefix: string): { token: string; hash: string } {
  const token = `${prefix}_${randomToken(40)}`;
  return { token, hash: hashToken(token) };
}

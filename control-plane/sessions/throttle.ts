import { isIPv6 } from 'node:net';
import { systemClock } from '@/platform/clock';
import { pool } from '@/storage/client';
import { forgetTries, pruneTries, takeTry } from '@/storage/entities/sign-in-throttle';
import { ControlPlaneError } from '../errors';

const MINUTE = 60_000;

/** Tries within a sliding window, per kind of key. An address may be that of a whole office, so it has more. */
const RULES = {
  'sign-in/account': { limit: 10, windowMs: 15 * MINUTE },
  'sign-in/address': { limit: 60, windowMs: 15 * MINUTE },
  'sign-up/address': { limit: 20, windowMs: 60 * MINUTE },
  'forgot/account': { limit: 3, windowMs: 60 * MINUTE },
  'forgot/address': { limit: 20, windowMs: 60 * MINUTE },
} as const;

export type ThrottledKind = keyof typeof RULES;

/** The network a client address stands for: of IPv6 the /64 that a provider hands to one customer. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const canonical = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const [left = '', right] = canonical.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

function keyOf(kind: ThrottledKind, subject: string): string {
  return `${kind}:${kind.endsWith('/address') ? network(subject) : subject}`;
}

/**
 * Counts one try of `subject`, before it is carried out, so that parallel tries cannot exceed the limit.
 * @throws ControlPlaneError `rate_limited`
 */
export async function throttle(kind: ThrottledKind, subject: string, now: Date = systemClock.now()): Promise<void> {
  const granted = await takeTry(pool(), keyOf(kind, subject), { ...RULES[kind], now });
  if (granted) return;
  await pruneTries(pool(), now);
  throw new ControlPlaneError('rate_limited', 'Too many tries. Wait a few minutes and try again.');
}

/** Gives `subject` all its tries back, after it has proved who it is. */
export async function unthrottle(kind: ThrottledKind, subject: string, now: Date = systemClock.now()): Promise<void> {
  await forgetTries(pool(), keyOf(kind, subject));
  await pruneTries(pool(), now);
}

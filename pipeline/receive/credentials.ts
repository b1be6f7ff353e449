import type { BearerVerdict } from './bearer/bearer-check';
import { judgeKey, type GivenKey } from './write-key';

/**
 * What the headers of a request say about who sends it. A bearer token is `bearer` until it was checked; what it is worth
 * takes its place, so that no token is ever kept.
 */
export type Credentials =
  { kind: 'none' } | { kind: 'basic'; key: GivenKey } | { kind: 'bearer'; token: string } | BearerVerdict;

const NONE: Credentials = { kind: 'none' };
const NO_KEY: GivenKey = { kind: 'none' };

/**
 * Reads an Authorization header: the user name of Basic is the write key, whose colon may be missing (segment-facts 1.3);
 * a bearer token stands beside a write key in the body, and one that cannot be a token is no less wrong. Anything else
 * counts as none.
 */
export function readCredentials(authorization: string | undefined): Credentials {
  if (authorization === undefined) return NONE;
  const match = /^(basic|bearer) +([A-Za-z0-9+/_=.~-]*) *$/i.exec(authorization);
  if (!match) return /^bearer(\s|$)/i.test(authorization) ? { kind: 'bearer', token: '' } : NONE;
  const [, scheme = '', value = ''] = match;
  if (scheme.length === 'bearer'.length) return { kind: 'bearer', token: value };
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return { kind: 'basic', key: judgeKey(colon < 0 ? decoded : decoded.slice(0, colon)) };
}

/** The write key that `credentials` name. */
export function keyOfCredentials(credentials: Credentials): GivenKey {
  return credentials.kind === 'basic' ? credentials.key : NO_KEY;
}

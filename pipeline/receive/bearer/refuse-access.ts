import type { WriteKeyOwner } from '@/storage/entities/write-key-lookup';
import type { Refusal } from '../answer';
import type { BadToken } from './bearer-check';
import type { Credentials } from '../credentials';

/** What a sender is told whose bearer token does not count. */
const BAD_TOKENS: Record<BadToken, Refusal> = {
  invalid: { status: 401, code: 'invalid_token', message: 'The bearer token is not one of this server.' },
  expired: { status: 401, code: 'invalid_token', message: 'The bearer token has expired. Ask /token for a new one.' },
  revoked: { status: 401, code: 'invalid_token', message: 'The bearer token was revoked. Ask /token for a new one.' },
  scope: { status: 401, code: 'invalid_token', message: 'The bearer token has no scope tracking_api:write.' },
  unchecked: {
    status: 503,
    code: 'unavailable',
    message: 'The bearer token cannot be checked just now; send again.',
  },
};
const NOT_CONNECTED: Refusal = {
  status: 401,
  code: 'invalid_token',
  message: 'The bearer token is of an OAuth app that is not connected to the source.',
};
const REQUIRED: Refusal = {
  status: 401,
  code: 'oauth_required',
  message: 'The source takes events only with a bearer token of its OAuth app.',
};

/**
 * Why a request may not bring events to `owners`, and whose debugger is to show it; null when it may. A token that comes
 * must be good and of the app of every source, whether the source requires one or not: a sender whose token is wrong is
 * never taken for one without.
 */
export function refuseAccess(
  owners: Map<WriteKeyOwner, number>,
  credentials: Credentials,
): { refusal: Refusal; owners: Map<WriteKeyOwner, number> } | null {
  if (credentials.kind === 'bad_token') return { refusal: BAD_TOKENS[credentials.problem], owners };
  if (credentials.kind === 'bearer') return { refusal: BAD_TOKENS.unchecked, owners };
  const refused = new Map<WriteKeyOwner, number>();
  for (const [owner, count] of owners) if (!mayBring(owner, credentials)) refused.set(owner, count);
  if (refused.size === 0) return null;
  return { refusal: credentials.kind === 'token' ? NOT_CONNECTED : REQUIRED, owners: refused };
}

function mayBring(owner: WriteKeyOwner, credentials: Credentials): boolean {
  if (credentials.kind !== 'token') return !owner.oauthRequired;
  return owner.workspaceId === credentials.workspaceId && owner.oauthAppId === credentials.appId;
}

import { accessTokenKey, signAccessToken } from '@/platform/access-token';
import { newId } from '@/platform/ids';
import { knownOrigins } from '@/platform/ingestion-origin';
import { installation } from '@/platform/installation';
import { db } from '@/storage/client';
import { pruneAssertions, takeAssertion } from '@/storage/entities/oauth/assertions';
import { findOauthKey } from '@/storage/entities/oauth/keys';
import { checkAssertion, readIdentity } from './check-assertion';
import { readTokenRequest } from './read-token-request';
import { TokenError, type IssuedToken } from './token-answer';

const DAY_SECONDS = 86_400;
const UNKNOWN_KEY =
  'There is no such app, or it has no such key that works. Compare sub and kid with its page in Settings.';

/**
 * Gives a token for an assertion that an app signed (RFC 6749 4.4 with RFC 7523): what POST /token does. It needs no
 * context, since the assertion says and proves who asks.
 * @throws TokenError for what the caller did wrong
 */
export async function issueToken(form: URLSearchParams, now: Date): Promise<IssuedToken> {
  const request = readTokenRequest(form);
  const identity = readIdentity(request.assertion);
  if (request.clientId !== null && request.clientId !== identity.appId) {
    throw new TokenError('invalid_client', 'client_id is not the sub of the assertion.');
  }
  const key = await findKey(identity.appId, identity.keyId);
  const { jti, expiresAt } = await checkAssertion(request.assertion, identity, key.publicKey, audiences(), now);
  const scopes = request.scopes ?? key.app.scopes;
  if (!scopes.every((scope) => key.app.scopes.includes(scope))) {
    throw new TokenError('invalid_scope', `The app has the scope ${key.app.scopes.join(' ')}.`);
  }
  if (!(await takeAssertion(db(), { keyId: key.id, jti, expiresAt, now }))) {
    throw new TokenError('invalid_client', 'An assertion with this jti was used before. Make a new one for each call.');
  }
  await pruneAssertions(db(), now);
  const seconds = key.app.tokenLifetimeDays * DAY_SECONDS;
  const token = {
    id: newId('oat'),
    appId: key.appId,
    workspaceId: key.app.workspaceId,
    keyId: key.id,
    scopes,
    expiresAt: now.getTime() + seconds * 1000,
  };
  const signed = await signAccessToken(token, accessTokenKey(installation().encryptionKey), now.getTime());
  return { access_token: signed, token_type: 'Bearer', expires_in: seconds, scope: scopes.join(' ') };
}

/**
 * What `aud` may be: the public URL or a region's, as SDKs name their authServer, with or without a slash at the end, or
 * its token endpoint. Never what the request calls us: an assertion made for another server must not be good here.
 */
function audiences(): string[] {
  return knownOrigins().flatMap((origin) => [origin, `${origin}/`, `${origin}/token`]);
}

async function findKey(appId: string, keyId: string) {
  // PostgreSQL refuses NUL, which no id holds.
  const key = appId.includes('\0') || keyId.includes('\0') ? null : await findOauthKey(db(), appId, keyId);
  if (!key || key.revokedAt !== null) throw new TokenError('invalid_client', UNKNOWN_KEY);
  return key;
}

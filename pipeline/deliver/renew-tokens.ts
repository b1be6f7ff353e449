import { OAUTH_ENDPOINTS } from '@/catalog/destinations/oauth/endpoints';
import { oauthGrantOf } from '@/catalog/destinations/oauth/oauth-grant';
import { requestTokens, type TokenAnswer } from '@/catalog/destinations/oauth/request-tokens';
import { withTokens } from '@/catalog/destinations/oauth/with-tokens';
import { destinationRuns } from '@/catalog/destinations/run/destination-runs';
import type { JsonObject } from '@/spec/event';
import { inTransaction } from '@/storage/client';
import { holdConnection, markBroken, storeRenewed, type HeldConnection } from '@/storage/deliveries/renew-connection';
import { openSecret, sealSecret } from '@/storage/secrets';
import type { ReadyTarget } from './target';

/** Written on tokens that nobody typed. */
const RENEWED_BY = 'renewal';

async function fromSettings(target: ReadyTarget): Promise<TokenAnswer> {
  const none = { accessToken: '', clientId: '', clientSecret: '' };
  const answer = await destinationRuns().refreshTokens(target.type, target.settings, none);
  if (!answer.ok) return answer;
  const { accessToken, refreshToken = null } = answer.tokens;
  return { ok: true, tokens: { accessToken, refreshToken, expiresIn: null } };
}

async function fromRefreshToken({ refreshToken, client }: HeldConnection, type: string): Promise<TokenAnswer> {
  if (refreshToken === null)
    return { ok: false, final: true, message: 'The vendor ended the access and gave no token to renew it with.' };
  if (client === null)
    return { ok: false, final: true, message: 'The client ID that the account was connected with is gone.' };
  const { clientId, clientSecret, tokenUrl } = client;
  return requestTokens({
    ...{ tokenUrl, clientId, clientSecret: openSecret(clientSecret) },
    basic: OAUTH_ENDPOINTS[type]?.basic === true,
    form: { grant_type: 'refresh_token', refresh_token: openSecret(refreshToken) },
  });
}

/**
 * Settings with fresh tokens for a destination that was answered 401, or null when there are none to be had. One worker
 * renews; others that were answered 401 meanwhile get what it got. When the vendor refuses for good, the connection is
 * marked as broken, with its words.
 */
export function renewTokens(target: ReadyTarget): Promise<JsonObject | null> {
  return inTransaction(async (sql) => {
    const { destinationId, type } = target;
    const grant = oauthGrantOf(type);
    const held = await holdConnection(sql, destinationId);
    if (held && held.version !== target.tokensVersion)
      return withTokens(
        target.settings,
        openSecret(held.accessToken),
        held.refreshToken && openSecret(held.refreshToken),
      );
    if (grant === 'person' && held === null) return null;
    const answer =
      grant === 'settings' || held === null ? await fromSettings(target) : await fromRefreshToken(held, type);
    if (!answer.ok) {
      if (answer.final) await markBroken(sql, destinationId, answer.message);
      return null;
    }
    const { accessToken, refreshToken, expiresIn } = answer.tokens;
    await storeRenewed(sql, destinationId, {
      accessToken: sealSecret(accessToken, RENEWED_BY),
      refreshToken: refreshToken === null ? null : sealSecret(refreshToken, RENEWED_BY),
      expiresAt: expiresIn === null ? null : new Date(Date.now() + expiresIn * 1000),
    });
    const kept = refreshToken ?? (held?.refreshToken ? openSecret(held.refreshToken) : null);
    return withTokens(target.settings, accessToken, kept);
  });
}

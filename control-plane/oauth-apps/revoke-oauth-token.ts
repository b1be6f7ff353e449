import { accessTokenKey, readAccessToken } from '@/platform/access-token';
import { systemClock } from '@/platform/clock';
import { installation } from '@/platform/installation';
import { insertRevocation, isRevoked } from '@/storage/entities/oauth/revocations';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { lockApp } from './lock-app';
import { revokeOauthTokenInput } from './oauth-app.schema';

/** How long after its end a token may still be taken, for clocks that differ; its revocation is kept longer. */
const AFTER_END_MS = 60_000;

/** Refuses from now on one access token of the workspace, which is pasted whole. Revoking it twice changes nothing. */
export async function revokeOauthToken(ctx: Context, input: unknown): Promise<{ app: string }> {
  authorize(ctx, 'oauth-apps:edit');
  const { token: text } = parseInput(revokeOauthTokenInput, input);
  const now = systemClock.now().getTime();
  const token = await readAccessToken(text, accessTokenKey(installation().encryptionKey), now);
  if (token === 'expired') throw refusal('This token has expired already.');
  if (token === 'invalid' || token.workspaceId !== ctx.workspace.id) {
    throw refusal('This is not an access token of this workspace. Paste the whole token.');
  }
  return transaction(async (tx) => {
    const app = await lockApp(tx, ctx, token.appId);
    if (await isRevoked(tx, token.id)) return { app: app.name };
    const expiresAt = new Date(token.expiresAt + AFTER_END_MS);
    await insertRevocation(tx, { subject: token.id, workspaceId: ctx.workspace.id, expiresAt });
    await audit(tx, ctx, {
      type: 'OAuth Token Revoked',
      resource: { type: 'oauth_app', id: app.id, name: app.name },
      detail: { tokenId: token.id },
    });
    return { app: app.name };
  });
}

function refusal(message: string): ControlPlaneError {
  return new ControlPlaneError('invalid_input', message, { token: message });
}

import { newId } from '@/platform/ids';
import { insertOauthApp } from '@/storage/entities/oauth/apps';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { claimAppName } from './claim-app-name';
import { createOauthAppInput } from './oauth-app.schema';
import { oauthAppView, type OauthAppView } from './oauth-app-view';
import { readPublicKey } from './read-public-key';

/**
 * Creates an OAuth app with its first public key.
 * @throws ControlPlaneError `forbidden`, `invalid_input` (also for a private key), `conflict`
 */
export async function createOauthApp(ctx: Context, input: unknown): Promise<OauthAppView> {
  authorize(ctx, 'oauth-apps:create');
  const { keyName, publicKey, ...wanted } = parseInput(createOauthAppInput, input);
  const key = readPublicKey(publicKey);
  const row = await transaction(async (tx) => {
    await claimAppName(tx, ctx, wanted.name);
    const app = await insertOauthApp(
      tx,
      { id: newId('oap'), workspaceId: ctx.workspace.id, ...wanted },
      { id: newId('oky'), name: keyName, ...key },
    );
    await audit(tx, ctx, {
      type: 'OAuth App Created',
      resource: { type: 'oauth_app', id: app.id, name: app.name },
      detail: { scopes: wanted.scopes.join(' '), tokenLifetimeDays: wanted.tokenLifetimeDays, key: keyName },
    });
    return app;
  });
  return oauthAppView(row);
}

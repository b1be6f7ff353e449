import { changeOauthApp } from '@/storage/entities/oauth/apps';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { claimAppName } from './claim-app-name';
import { lockApp } from './lock-app';
import { updateOauthAppInput } from './oauth-app.schema';
import { oauthAppView, type OauthAppView } from './oauth-app-view';

/**
 * Renames an app, changes its scopes or how long its tokens work. Tokens that are out already keep what they were given.
 * What would change nothing writes no audit line.
 */
export async function updateOauthApp(ctx: Context, input: unknown): Promise<OauthAppView> {
  authorize(ctx, 'oauth-apps:edit');
  const { appId, ...wanted } = parseInput(updateOauthAppInput, input);
  const row = await transaction(async (tx) => {
    const before = await lockApp(tx, ctx, appId);
    if (wanted.name !== undefined && wanted.name !== before.name) await claimAppName(tx, ctx, wanted.name, appId);
    const after = await changeOauthApp(tx, appId, wanted);
    const detail: Record<string, string | number> = {};
    if (after.name !== before.name) detail.renamedFrom = before.name;
    if (after.scopes.join(' ') !== before.scopes.join(' ')) detail.scopes = after.scopes.join(' ');
    if (after.tokenLifetimeDays !== before.tokenLifetimeDays) detail.tokenLifetimeDays = after.tokenLifetimeDays;
    if (Object.keys(detail).length > 0) {
      const resource = { type: 'oauth_app' as const, id: appId, name: after.name };
      await audit(tx, ctx, { type: 'OAuth App Modified', resource, detail });
    }
    return after;
  });
  return oauthAppView(row);
}

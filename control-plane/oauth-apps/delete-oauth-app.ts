import { removeOauthApp } from '@/storage/entities/oauth/apps';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { lockApp } from './lock-app';
import { deleteOauthAppInput } from './oauth-app.schema';

/**
 * Deletes an app whose name was typed; its keys go with it. Refused while sources are connected (`precondition_failed`),
 * and since sources take tokens of their own app only, no token of a deleted app is ever taken.
 */
export async function deleteOauthApp(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'oauth-apps:create');
  const { appId, name } = parseInput(deleteOauthAppInput, input);
  await transaction(async (tx) => {
    const app = await lockApp(tx, ctx, appId);
    if (name.trim() !== app.name) {
      const message = 'That is not the name of the app.';
      throw new ControlPlaneError('invalid_input', message, { name: message });
    }
    if (app.sources.length > 0) {
      const names = app.sources.map((source) => source.name).join(', ');
      throw new ControlPlaneError('precondition_failed', `Disconnect its sources first: ${names}.`);
    }
    await removeOauthApp(tx, appId);
    await audit(tx, ctx, { type: 'OAuth App Deleted', resource: { type: 'oauth_app', id: appId, name: app.name } });
  });
}

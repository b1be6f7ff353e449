import { newId } from '@/platform/ids';
import { insertOauthKey } from '@/storage/entities/oauth/keys';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { lockApp } from './lock-app';
import { addOauthKeyInput } from './oauth-app.schema';
import { MAX_KEYS } from './oauth-words.schema';
import { readPublicKey } from './read-public-key';

/**
 * Adds a second public key, so that keys can be changed without a pause.
 * @throws ControlPlaneError `invalid_input` (also for a private key), `conflict` (the app has this key), `precondition_failed` (it has two)
 */
export async function addOauthKey(ctx: Context, input: unknown): Promise<{ id: string }> {
  authorize(ctx, 'oauth-apps:edit');
  const { appId, keyName, publicKey } = parseInput(addOauthKeyInput, input);
  const key = readPublicKey(publicKey);
  return transaction(async (tx) => {
    const app = await lockApp(tx, ctx, appId);
    if (app.keys.length >= MAX_KEYS) {
      throw new ControlPlaneError('precondition_failed', 'An app has at most two keys. Revoke one first.');
    }
    if (app.keys.some((known) => known.fingerprint === key.fingerprint)) {
      const message = 'The app has this key already.';
      throw new ControlPlaneError('conflict', message, { publicKey: message });
    }
    const id = newId('oky');
    await insertOauthKey(tx, { id, appId, name: keyName, ...key });
    await audit(tx, ctx, {
      type: 'OAuth App Key Added',
      resource: { type: 'oauth_app', id: appId, name: app.name },
      detail: { key: keyName, keyId: id },
    });
    return { id };
  });
}

import { changeSourceOauth, findSourceOauth } from '@/storage/entities/oauth/apps';
import { lockSource } from '@/storage/entities/sources';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError, notFound } from '../errors';
import { parseInput } from '../parse-input';
import { oauthSourceInput } from './oauth-app.schema';

/**
 * Lets a source take no tokens any more. Refused while it requires them (`precondition_failed`), since it would take
 * nothing at all, or quietly take everything.
 */
export async function disconnectOauthSource(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'oauth-apps:edit');
  const { sourceId } = parseInput(oauthSourceInput, input);
  await transaction(async (tx) => {
    if (!(await lockSource(tx, ctx.workspace.id, sourceId))) throw notFound('source');
    const source = await findSourceOauth(tx, ctx.workspace.id, sourceId);
    if (!source) throw notFound('source');
    if (!source.oauthApp) return;
    if (source.oauthRequired) {
      throw new ControlPlaneError('precondition_failed', 'The source requires OAuth. Turn that off first.');
    }
    await changeSourceOauth(tx, sourceId, { oauthAppId: null });
    await audit(tx, ctx, {
      type: 'OAuth App Disconnected',
      resource: { type: 'source', id: sourceId, name: source.name },
      detail: { app: source.oauthApp.name },
    });
  });
}

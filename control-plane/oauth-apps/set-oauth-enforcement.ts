import { changeSourceOauth, findSourceOauth } from '@/storage/entities/oauth/apps';
import { lockSource } from '@/storage/entities/sources';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError, notFound } from '../errors';
import { parseInput } from '../parse-input';
import { oauthEnforcementInput } from './oauth-app.schema';

/** Lets a source take events only with a token of its app, or with its write key alone again. */
export async function setOauthEnforcement(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'oauth-apps:edit');
  const { sourceId, required } = parseInput(oauthEnforcementInput, input);
  await transaction(async (tx) => {
    if (!(await lockSource(tx, ctx.workspace.id, sourceId))) throw notFound('source');
    const source = await findSourceOauth(tx, ctx.workspace.id, sourceId);
    if (!source) throw notFound('source');
    if (source.oauthRequired === required) return;
    if (required && !source.oauthApp) {
      throw new ControlPlaneError('precondition_failed', 'Connect an OAuth app first.');
    }
    await changeSourceOauth(tx, sourceId, { oauthRequired: required });
    await audit(tx, ctx, {
      type: required ? 'OAuth Enabled' : 'OAuth Disabled',
      resource: { type: 'source', id: sourceId, name: source.name },
    });
  });
}

import { changeSourceOauth, findSourceOauth } from '@/storage/entities/oauth/apps';
import { lockSource } from '@/storage/entities/sources';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { lockApp } from './lock-app';
import { connectOauthSourceInput } from './oauth-app.schema';

/** Lets a source take the tokens of an app, instead of those of the app it was connected to. */
export async function connectOauthSource(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'oauth-apps:edit');
  const { sourceId, appId } = parseInput(connectOauthSourceInput, input);
  await transaction(async (tx) => {
    const app = await lockApp(tx, ctx, appId);
    if (!(await lockSource(tx, ctx.workspace.id, sourceId))) throw notFound('source');
    const source = await findSourceOauth(tx, ctx.workspace.id, sourceId);
    if (!source) throw notFound('source');
    if (source.oauthApp?.id === appId) return;
    await changeSourceOauth(tx, sourceId, { oauthAppId: appId });
    await audit(tx, ctx, {
      type: 'OAuth App Connected',
      resource: { type: 'source', id: sourceId, name: source.name },
      detail: { app: app.name, insteadOf: source.oauthApp?.name ?? null },
    });
  });
}

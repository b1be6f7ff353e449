import { db } from '@/storage/client';
import { findOauthApp } from '@/storage/entities/oauth/apps';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { oauthAppIdInput } from './oauth-app.schema';
import { oauthAppView, type OauthAppView } from './oauth-app-view';

/** One OAuth app of the workspace. @throws ControlPlaneError `not_found` */
export async function getOauthApp(ctx: Context, input: unknown): Promise<OauthAppView> {
  authorize(ctx, 'workspace:read');
  const { appId } = parseInput(oauthAppIdInput, input);
  const row = await findOauthApp(db(), ctx.workspace.id, appId);
  if (!row) throw notFound('OAuth app');
  return oauthAppView(row);
}

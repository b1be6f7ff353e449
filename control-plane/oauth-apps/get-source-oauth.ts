import { db } from '@/storage/client';
import { findSourceOauth, listOauthAppNames } from '@/storage/entities/oauth/apps';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { oauthSourceInput } from './oauth-app.schema';

/** What a source asks of its senders, and which apps it could be connected to. */
export interface SourceOauthView {
  app: { id: string; name: string } | null;
  required: boolean;
  apps: { id: string; name: string }[];
}

/** How a source stands to OAuth. @throws ControlPlaneError `not_found` */
export async function getSourceOauth(ctx: Context, input: unknown): Promise<SourceOauthView> {
  authorize(ctx, 'workspace:read');
  const { sourceId } = parseInput(oauthSourceInput, input);
  const source = await findSourceOauth(db(), ctx.workspace.id, sourceId);
  if (!source) throw notFound('source');
  const apps = await listOauthAppNames(db(), ctx.workspace.id);
  return { app: source.oauthApp, required: source.oauthRequired, apps };
}

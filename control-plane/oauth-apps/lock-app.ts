import type { Db } from '@/storage/client';
import { findOauthApp, lockOauthApp, type OauthAppRow } from '@/storage/entities/oauth/apps';
import type { Context } from '../context';
import { notFound } from '../errors';

/** An app of the caller's workspace, locked until the transaction ends. @throws ControlPlaneError `not_found` */
export async function lockApp(tx: Db, ctx: Context, appId: string): Promise<OauthAppRow> {
  if (!(await lockOauthApp(tx, ctx.workspace.id, appId))) throw notFound('OAuth app');
  const row = await findOauthApp(tx, ctx.workspace.id, appId);
  if (!row) throw notFound('OAuth app');
  return row;
}

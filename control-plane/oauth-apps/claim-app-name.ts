import type { Db } from '@/storage/client';
import { isOauthAppNameTaken, lockOauthAppNames } from '@/storage/entities/oauth/apps';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';

/** Makes sure, until the transaction ends, that no other app of the workspace has `name`. @throws ControlPlaneError `conflict` */
export async function claimAppName(tx: Db, ctx: Context, name: string, except?: string): Promise<void> {
  await lockOauthAppNames(tx, ctx.workspace.id);
  if (!(await isOauthAppNameTaken(tx, ctx.workspace.id, name, except))) return;
  const message = 'Another OAuth app has this name.';
  throw new ControlPlaneError('conflict', message, { name: message });
}

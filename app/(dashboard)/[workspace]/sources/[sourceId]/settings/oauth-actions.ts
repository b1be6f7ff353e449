'use server';

import { revalidatePath } from 'next/cache';
import { runAction, type ActionResult } from '@/app/action-result';
import { requireContext } from '@/app/context';
import type { Context } from '@/control-plane/context';
import { connectOauthSource } from '@/control-plane/oauth-apps/connect-oauth-source';
import { disconnectOauthSource } from '@/control-plane/oauth-apps/disconnect-oauth-source';
import { setOauthEnforcement } from '@/control-plane/oauth-apps/set-oauth-enforcement';

async function change(
  workspace: string,
  sourceId: string,
  work: (ctx: Context) => Promise<void>,
): Promise<ActionResult<null>> {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    await work(ctx);
    revalidatePath(`/${workspace}/sources/${sourceId}/settings`);
    return null;
  });
}

/** Connects the source to an app. */
export async function connectAppAction(
  workspace: string,
  sourceId: string,
  appId: string,
): Promise<ActionResult<null>> {
  return change(workspace, sourceId, (ctx) => connectOauthSource(ctx, { sourceId, appId }));
}

/** Disconnects the source from its app. */
export async function disconnectAppAction(workspace: string, sourceId: string): Promise<ActionResult<null>> {
  return change(workspace, sourceId, (ctx) => disconnectOauthSource(ctx, { sourceId }));
}

/** Requires tokens of the source's senders, or not. */
export async function enforceOauthAction(
  workspace: string,
  sourceId: string,
  required: boolean,
): Promise<ActionResult<null>> {
  return change(workspace, sourceId, (ctx) => setOauthEnforcement(ctx, { sourceId, required }));
}

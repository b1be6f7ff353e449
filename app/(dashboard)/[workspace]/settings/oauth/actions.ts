'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { runAction, type ActionResult } from '@/app/action-result';
import { requireContext } from '@/app/context';
import type { Context } from '@/control-plane/context';
import { addOauthKey } from '@/control-plane/oauth-apps/add-oauth-key';
import { createOauthApp } from '@/control-plane/oauth-apps/create-oauth-app';
import { deleteOauthApp } from '@/control-plane/oauth-apps/delete-oauth-app';
import { revokeOauthKey } from '@/control-plane/oauth-apps/revoke-oauth-key';
import { revokeOauthToken } from '@/control-plane/oauth-apps/revoke-oauth-token';
import { updateOauthApp } from '@/control-plane/oauth-apps/update-oauth-app';

async function onOauthPages<T>(workspace: string, work: (ctx: Context) => Promise<T>): Promise<ActionResult<T>> {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    const value = await work(ctx);
    revalidatePath(`/${workspace}/settings/oauth`, 'layout');
    return value;
  });
}

/** Creates an app. */
export async function createAppAction(workspace: string, input: unknown): Promise<ActionResult<{ id: string }>> {
  return onOauthPages(workspace, async (ctx) => ({ id: (await createOauthApp(ctx, input)).id }));
}

/** Changes the name of an app, or how long its tokens work. */
export async function updateAppAction(workspace: string, appId: string, input: object): Promise<ActionResult<null>> {
  return onOauthPages(workspace, async (ctx) => {
    await updateOauthApp(ctx, { ...input, appId });
    return null;
  });
}

/** Deletes an app and goes to the list. */
export async function deleteAppAction(workspace: string, appId: string, input: object): Promise<ActionResult<null>> {
  return onOauthPages(workspace, async (ctx) => {
    await deleteOauthApp(ctx, { ...input, appId });
    revalidatePath(`/${workspace}/settings/oauth`);
    redirect(`/${workspace}/settings/oauth`);
  });
}

/** Adds a public key to an app. */
export async function addKeyAction(
  workspace: string,
  appId: string,
  input: object,
): Promise<ActionResult<{ id: string }>> {
  return onOauthPages(workspace, (ctx) => addOauthKey(ctx, { ...input, appId }));
}

/** Revokes a public key of an app. */
export async function revokeKeyAction(workspace: string, appId: string, keyId: string): Promise<ActionResult<null>> {
  return onOauthPages(workspace, async (ctx) => {
    await revokeOauthKey(ctx, { appId, keyId });
    return null;
  });
}

/** Revokes one access token. */
export async function revokeAccessTokenAction(
  workspace: string,
  input: unknown,
): Promise<ActionResult<{ app: string }>> {
  return onOauthPages(workspace, (ctx) => revokeOauthToken(ctx, input));
}

'use server';

import { disconnectAccount } from '@/control-plane/destination-oauth/disconnect-account';
import { saveOauthClient } from '@/control-plane/destination-oauth/save-oauth-client';
import { startConnect } from '@/control-plane/destination-oauth/start-connect';
import type { ClientInput } from '@/components/destination-oauth/account-actions';
import { runAction } from '../../../../action-result';
import { requireContext } from '../../../../context';

/** Keeps the client that the workspace registered with the vendor of a destination. */
export async function saveAccountClient(workspace: string, destinationId: string, input: ClientInput) {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    await saveOauthClient(ctx, { ...input, destinationId });
    return null;
  });
}

/** Where to send the person, to let a destination use their account. */
export async function connectAccount(workspace: string, destinationId: string) {
  const ctx = await requireContext(workspace);
  return runAction(() => startConnect(ctx, { destinationId }));
}

/** Forgets the account of a destination and disables it. */
export async function forgetAccount(workspace: string, destinationId: string) {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    await disconnectAccount(ctx, { destinationId });
    return null;
  });
}

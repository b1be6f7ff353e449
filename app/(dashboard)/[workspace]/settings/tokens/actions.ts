'use server';

import { revalidatePath } from 'next/cache';
import { runAction, type ActionResult } from '@/app/action-result';
import { requireContext } from '@/app/context';
import { createToken } from '@/control-plane/tokens/create-token';
import { revokeToken } from '@/control-plane/tokens/revoke-token';

/** Creates a token; the answer holds its secret, this once. The list is read anew when the secret has been copied. */
export async function createTokenAction(workspace: string, input: unknown): Promise<ActionResult<{ token: string }>> {
  const ctx = await requireContext(workspace);
  return runAction(async () => ({ token: (await createToken(ctx, input)).token }));
}

/** Revokes a token. */
export async function revokeTokenAction(workspace: string, input: unknown): Promise<ActionResult<null>> {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    await revokeToken(ctx, input);
    revalidatePath(`/${workspace}/settings/tokens`);
    return null;
  });
}

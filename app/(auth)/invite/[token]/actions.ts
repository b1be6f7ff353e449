'use server';

import { runAction, type ActionResult } from '@/app/action-result';
import { requireUser } from '@/app/context';
import { requestId, visitor } from '@/app/request';
import { acceptInvite, acceptInviteAsNew } from '@/control-plane/invites/accept-invite';

/** Accepts an invitation as the signed-in person. */
export async function acceptInviteAction(token: string): Promise<ActionResult<{ next: string }>> {
  const person = await requireUser();
  return runAction(async () => {
    const { workspaceSlug } = await acceptInvite({ person, requestId: await requestId() }, { token });
    return { next: `/${workspaceSlug}` };
  });
}

/** Accepts an invitation with a new account for the invited address; the browser signs in with it afterwards. */
export async function acceptAsNewAction(
  token: string,
  input: { name: string; password: string },
): Promise<ActionResult<{ email: string; next: string }>> {
  return runAction(async () => {
    const { name, password } = input;
    const { email, workspaceSlug } = await acceptInviteAsNew(await visitor(), { token, name, password });
    return { email, next: `/${workspaceSlug}` };
  });
}

'use server';

import { revalidatePath } from 'next/cache';
import { runAction, type ActionResult } from '@/app/action-result';
import { requireContext } from '@/app/context';
import type { Context } from '@/control-plane/context';
import { createInvites } from '@/control-plane/invites/create-invites';
import type { InviteWithLink } from '@/control-plane/invites/invite-view';
import { renewInvite } from '@/control-plane/invites/renew-invite';
import { revokeInvite } from '@/control-plane/invites/revoke-invite';
import { changeMemberRole } from '@/control-plane/members/change-member-role';
import { removeMember } from '@/control-plane/members/remove-member';

async function onMembersPage<T>(workspace: string, work: (ctx: Context) => Promise<T>): Promise<ActionResult<T>> {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    const value = await work(ctx);
    revalidatePath(`/${workspace}/settings/members`);
    return value;
  });
}

/** Invites addresses. */
export async function inviteAction(workspace: string, input: unknown): Promise<ActionResult<InviteWithLink[]>> {
  return onMembersPage(workspace, (ctx) => createInvites(ctx, input));
}

/** Gives an invitation a new link, and mails it when asked to. */
export async function renewInviteAction(workspace: string, input: unknown): Promise<ActionResult<InviteWithLink>> {
  return onMembersPage(workspace, (ctx) => renewInvite(ctx, input));
}

/** Revokes an invitation. */
export async function revokeInviteAction(workspace: string, input: unknown): Promise<ActionResult<null>> {
  return onMembersPage(workspace, async (ctx) => {
    await revokeInvite(ctx, input);
    return null;
  });
}

/** Changes a member's role. */
export async function changeRoleAction(workspace: string, input: unknown): Promise<ActionResult<null>> {
  return onMembersPage(workspace, async (ctx) => {
    await changeMemberRole(ctx, input);
    return null;
  });
}

/** Removes a member. */
export async function removeMemberAction(workspace: string, input: unknown): Promise<ActionResult<null>> {
  return onMembersPage(workspace, async (ctx) => {
    await removeMember(ctx, input);
    return null;
  });
}

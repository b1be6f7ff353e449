'use server';

import { revalidatePath } from 'next/cache';
import { runAction, type ActionResult } from '@/app/action-result';
import { requireContext } from '@/app/context';
import { checkSlug, type SlugState } from '@/control-plane/workspaces/check-slug';
import { leaveWorkspace } from '@/control-plane/members/remove-member';
import { updateWorkspace } from '@/control-plane/workspaces/update-workspace';

/** Changes name and slug; the browser then goes to the address the answer names. */
export async function updateWorkspaceAction(
  workspace: string,
  input: unknown,
): Promise<ActionResult<{ slug: string }>> {
  const ctx = await requireContext(workspace);
  return runAction(async () => ({ slug: (await updateWorkspace(ctx, input)).slug }));
}

/** Whether the workspace can have this slug. */
export async function checkOwnSlugAction(workspace: string, slug: string): Promise<SlugState> {
  const ctx = await requireContext(workspace);
  return checkSlug(String(slug), ctx.workspace.id);
}

/** Ends one's own membership. */
export async function leaveWorkspaceAction(workspace: string): Promise<ActionResult<null>> {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    await leaveWorkspace(ctx);
    revalidatePath('/', 'layout');
    return null;
  });
}

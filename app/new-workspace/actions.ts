'use server';

import { runAction, type ActionResult } from '@/app/action-result';
import { requireUser } from '@/app/context';
import { requestId } from '@/app/request';
import { checkSlug, type SlugState } from '@/control-plane/workspaces/check-slug';
import { createWorkspace } from '@/control-plane/workspaces/create-workspace';

/** Creates a workspace whose owner is the signed-in person. */
export async function createWorkspaceAction(input: unknown): Promise<ActionResult<{ slug: string }>> {
  const person = await requireUser();
  return runAction(async () => {
    const { slug } = await createWorkspace({ person, requestId: await requestId() }, input);
    return { slug };
  });
}

/** Whether a slug is well formed and free. */
export async function checkSlugAction(slug: string): Promise<SlugState> {
  await requireUser();
  return checkSlug(String(slug));
}

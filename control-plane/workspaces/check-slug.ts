import { db } from '@/storage/client';
import { findWorkspaceBySlug } from '@/storage/entities/workspaces';
import { workspaceSlugSchema } from './workspace.schema';

/** Whether a slug can be had, or in a sentence why not. */
export type SlugState = { available: true } | { available: false; reason: string };

/** Looks whether a slug is well formed and free. `exceptWorkspaceId`: the workspace that may keep its own. */
export async function checkSlug(slug: string, exceptWorkspaceId?: string): Promise<SlugState> {
  const parsed = workspaceSlugSchema.safeParse(slug);
  if (!parsed.success) return { available: false, reason: parsed.error.issues[0]?.message ?? 'Choose another slug.' };
  const holder = await findWorkspaceBySlug(db(), parsed.data);
  if (holder === null || holder.id === exceptWorkspaceId) return { available: true };
  return { available: false, reason: 'This slug is taken. Choose another one.' };
}

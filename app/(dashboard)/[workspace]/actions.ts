'use server';

import { findInWorkspace, type FoundThing } from '@/control-plane/home/find-in-workspace';
import { runAction } from '../../action-result';
import { requireContext } from '../../context';

/** Sources and destinations for the command palette; null when the search failed (the reason is logged). */
export async function findForPalette(slug: string, text: string): Promise<FoundThing[] | null> {
  const result = await runAction(async () => findInWorkspace(await requireContext(slug), { search: text }));
  return result.ok ? result.value : null;
}

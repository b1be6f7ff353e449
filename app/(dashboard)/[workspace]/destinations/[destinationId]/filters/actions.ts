'use server';

import { createFilter } from '@/control-plane/filters/create-filter';
import { deleteFilter } from '@/control-plane/filters/delete-filter';
import { tryFilter } from '@/control-plane/filters/try-filter';
import { updateFilter } from '@/control-plane/filters/update-filter';
import type { FilterAction } from '@/spec/filter';
import { runAction } from '../../../../../action-result';
import { requireContext } from '../../../../../context';

/** What the filter form holds. */
interface Draft {
  title: string;
  condition: string;
  enabled: boolean;
}

/** Tries a condition on recent events. */
export async function tryFilterNow(
  workspace: string,
  destinationId: string,
  input: { condition: string; actions: FilterAction[]; payload?: Record<string, unknown> },
) {
  const ctx = await requireContext(workspace);
  return runAction(() => tryFilter(ctx, { ...input, destinationId }));
}

/** Adds a filter that keeps events back. */
export async function addFilter(workspace: string, destinationId: string, draft: Draft) {
  const ctx = await requireContext(workspace);
  return runAction(() => createFilter(ctx, { ...draft, destinationId, actions: [{ type: 'DROP' }] }));
}

/** Changes a filter's name, condition and whether it runs; what it does stays. */
export async function saveFilter(workspace: string, destinationId: string, id: string, draft: Draft) {
  const ctx = await requireContext(workspace);
  return runAction(() => updateFilter(ctx, { ...draft, destinationId, id }));
}

/** Turns a filter on or off. */
export async function setFilterEnabled(workspace: string, destinationId: string, id: string, enabled: boolean) {
  const ctx = await requireContext(workspace);
  return runAction(() => updateFilter(ctx, { destinationId, id, enabled }));
}

/** Deletes a filter. */
export async function removeFilter(workspace: string, destinationId: string, id: string) {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    await deleteFilter(ctx, { destinationId, id });
    return null;
  });
}

'use server';

import { createFromPresets } from '@/control-plane/subscriptions/create-from-presets';
import { deleteSubscriptions } from '@/control-plane/subscriptions/delete-subscriptions';
import { duplicateSubscription } from '@/control-plane/subscriptions/duplicate-subscription';
import { enableSubscriptions } from '@/control-plane/subscriptions/enable-subscriptions';
import { reorderSubscriptions } from '@/control-plane/subscriptions/reorder-subscriptions';
import { runAction } from '../../../../../../action-result';
import { requireContext } from '../../../../../../context';

/** Adds the presets named, or with null all that are not there yet; answers how many. */
export async function addFromPresets(workspace: string, destinationId: string, names: string[] | null) {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    const { ids } = await createFromPresets(ctx, { destinationId, ...(names && { names }) });
    return ids.length;
  });
}

/** Makes a disabled copy right after the mapping. */
export async function duplicateMapping(workspace: string, destinationId: string, id: string) {
  const ctx = await requireContext(workspace);
  return runAction(async () => (await duplicateSubscription(ctx, { destinationId, id })).id);
}

/** Puts all mappings into the order of `ids`. */
export async function reorderMappings(workspace: string, destinationId: string, ids: string[]) {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    await reorderSubscriptions(ctx, { destinationId, ids });
    return null;
  });
}

/** Turns mappings on or off. */
export async function enableMappings(workspace: string, destinationId: string, ids: string[], enabled: boolean) {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    await enableSubscriptions(ctx, { destinationId, ids, enabled });
    return null;
  });
}

/** Deletes mappings. */
export async function removeMappings(workspace: string, destinationId: string, ids: string[]) {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    await deleteSubscriptions(ctx, { destinationId, ids });
    return null;
  });
}

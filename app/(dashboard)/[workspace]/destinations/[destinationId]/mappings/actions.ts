'use server';

import type { MappingDraft } from '@/components/mapping-editor/use-mapping-draft';
import { updateSubscription } from '@/control-plane/subscriptions/update-subscription';
import { runAction } from '../../../../../action-result';
import { requireContext } from '../../../../../context';

/** Changes a mapping's name, trigger and fields. */
export async function saveMapping(workspace: string, destinationId: string, id: string, draft: MappingDraft) {
  const ctx = await requireContext(workspace);
  return runAction(() => updateSubscription(ctx, { ...draft, destinationId, id }));
}

/** Turns a mapping on or off. */
export async function setMappingEnabled(workspace: string, destinationId: string, id: string, enabled: boolean) {
  const ctx = await requireContext(workspace);
  return runAction(() => updateSubscription(ctx, { destinationId, id, enabled }));
}

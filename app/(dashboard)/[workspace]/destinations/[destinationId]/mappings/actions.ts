'use server';

import type { MappingDraft } from '@/components/mapping-editor/use-mapping-draft';
import { updateSubscription } from '@/control-plane/subscriptions/update-subscription';
import { runAction } from '../../../../../action-result';
import { requireContext } from '../../../../../context';

/** Changes a mapping's name, trigger and fields; an enabled one keeps what it needs. */
export async function saveMapping(workspace: string, destinationId: string, id: string, draft: MappingDraft) {
  const ctx = await requireContext(workspace);
  return runAction(() => updateSubscription(ctx, { ...draft, destinationId, id, keepComplete: true }));
}

/** Turns a mapping on or off; one that lacks what it needs is not turned on. */
export async function setMappingEnabled(workspace: string, destinationId: string, id: string, enabled: boolean) {
  const ctx = await requireContext(workspace);
  return runAction(() => updateSubscription(ctx, { destinationId, id, enabled, keepComplete: true }));
}

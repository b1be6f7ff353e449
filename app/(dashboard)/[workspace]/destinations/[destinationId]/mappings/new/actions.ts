'use server';

import type { MappingDraft } from '@/components/mapping-editor/use-mapping-draft';
import { createSubscription } from '@/control-plane/subscriptions/create-subscription';
import { runAction } from '../../../../../../action-result';
import { requireContext } from '../../../../../../context';

/** Adds a mapping of an action, disabled. */
export async function createMapping(
  workspace: string,
  destinationId: string,
  actionSlug: string,
  { name, trigger, mapping }: MappingDraft,
) {
  const ctx = await requireContext(workspace);
  return runAction(() => createSubscription(ctx, { destinationId, actionSlug, name, trigger, mapping }));
}

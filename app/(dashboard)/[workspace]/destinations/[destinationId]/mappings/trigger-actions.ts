'use server';

import { tryTrigger } from '@/control-plane/subscriptions/trigger/try-trigger';
import { runAction } from '../../../../../action-result';
import { requireContext } from '../../../../../context';

/** Asks a trigger about the newest events of the destination's source. */
export async function tryTriggerNow(workspace: string, destinationId: string, trigger: string) {
  const ctx = await requireContext(workspace);
  return runAction(() => tryTrigger(ctx, { destinationId, trigger }));
}

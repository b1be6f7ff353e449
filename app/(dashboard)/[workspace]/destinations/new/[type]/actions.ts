'use server';

import type { NewDestinationInput } from '@/components/destination-settings/create-destination-form';
import { createDestination } from '@/control-plane/destinations/create-destination';
import { runAction } from '../../../../../action-result';
import { requireContext } from '../../../../../context';

/** Creates a destination of `type`. */
export async function addDestination(workspace: string, type: string, input: NewDestinationInput) {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    const { id } = await createDestination(ctx, { ...input, type });
    return { id };
  });
}

'use server';

import type { NewDestinationInput } from '@/components/destination-setup/new-destination';
import { createDestination } from '@/control-plane/destinations/create-destination';
import { checkAddress } from '@/control-plane/destinations/setup/check-address';
import { testCredentials } from '@/control-plane/destinations/setup/test-credentials';
import type { JsonObject } from '@/spec/event';
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

/** Has the service of `type` judge credentials that were typed or are stored. */
export async function tryCredentials(
  workspace: string,
  type: string,
  asked: { settings: JsonObject; storedIn?: string },
) {
  const ctx = await requireContext(workspace);
  return runAction(() => testCredentials(ctx, { ...asked, type }));
}

/** Whether this server may send to an address, while it is typed. */
export async function judgeAddress(workspace: string, url: string) {
  const ctx = await requireContext(workspace);
  return runAction(() => checkAddress(ctx, { url }));
}

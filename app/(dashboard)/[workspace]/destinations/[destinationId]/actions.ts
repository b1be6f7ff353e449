'use server';

import { deleteDestination } from '@/control-plane/destinations/delete-destination';
import { getDestination } from '@/control-plane/destinations/get-destination';
import { checkAddress } from '@/control-plane/destinations/setup/check-address';
import { testCredentials } from '@/control-plane/destinations/setup/test-credentials';
import { updateDestination } from '@/control-plane/destinations/update-destination';
import type { JsonObject } from '@/spec/event';
import { runAction } from '../../../../action-result';
import { requireContext } from '../../../../context';

/** Saves a destination's name and settings. */
export async function saveDestination(workspace: string, id: string, change: { name?: string; settings?: JsonObject }) {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    const { configVersion } = await updateDestination(ctx, { id, name: change.name, settings: change.settings });
    return { configVersion };
  });
}

/** Enables or disables a destination. */
export async function setDestinationEnabled(workspace: string, id: string, enabled: boolean) {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    await updateDestination(ctx, { id, enabled });
    return null;
  });
}

/** Deletes a destination. */
export async function removeDestination(workspace: string, id: string) {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    await deleteDestination(ctx, { id });
    return null;
  });
}

/** Has the service judge the settings of a destination, with what was typed in place of what is stored. */
export async function testDestinationCredentials(workspace: string, id: string, settings: JsonObject) {
  const ctx = await requireContext(workspace);
  return runAction(async () => {
    const { type } = await getDestination(ctx, { id });
    return testCredentials(ctx, { type, settings, storedIn: id });
  });
}

/** Whether this server may send to an address, while it is typed. */
export async function checkDestinationAddress(workspace: string, url: string) {
  const ctx = await requireContext(workspace);
  return runAction(() => checkAddress(ctx, { url }));
}

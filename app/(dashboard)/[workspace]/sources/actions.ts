'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { runAction, type ActionResult } from '@/app/action-result';
import { requireContext } from '@/app/context';
import { createSource } from '@/control-plane/sources/create-source';
import { createWriteKey } from '@/control-plane/write-keys/create-write-key';
import { deleteSource } from '@/control-plane/sources/delete-source';
import { revokeWriteKey } from '@/control-plane/write-keys/revoke-write-key';
import { setHonestMode } from '@/control-plane/sources/set-honest-mode';
import { setSourceRegion } from '@/control-plane/sources/set-source-region';
import { setWriteKeyLimit } from '@/control-plane/write-keys/set-write-key-limit';
import { updateSource } from '@/control-plane/sources/update-source';

/** Adds a source and goes to its Overview. */
export async function createSourceAction(
  workspace: string,
  input: { type: string; name: string },
): Promise<ActionResult<null>> {
  return runAction(async () => {
    const source = await createSource(await requireContext(workspace), input);
    redirect(`/${workspace}/sources/${source.id}`);
  });
}

/** Renames a source, or enables or disables it. */
export async function updateSourceAction(
  workspace: string,
  input: { sourceId: string; name?: string; enabled?: boolean },
): Promise<ActionResult<{ name: string; enabled: boolean }>> {
  return runAction(async () => {
    const { name, enabled } = await updateSource(await requireContext(workspace), input);
    revalidatePath(`/${workspace}/sources`, 'layout');
    return { name, enabled };
  });
}

/** Chooses the region whose host a source's snippets name. */
export async function setSourceRegionAction(
  workspace: string,
  sourceId: string,
  region: string | null,
): Promise<ActionResult<null>> {
  return runAction(async () => {
    await setSourceRegion(await requireContext(workspace), { sourceId, region });
    revalidatePath(`/${workspace}/sources/${sourceId}`, 'layout');
    return null;
  });
}

/** Chooses how a source's senders are answered. */
export async function setHonestModeAction(
  workspace: string,
  sourceId: string,
  honestMode: boolean,
): Promise<ActionResult<null>> {
  return runAction(async () => {
    await setHonestMode(await requireContext(workspace), { sourceId, honestMode });
    revalidatePath(`/${workspace}/sources/${sourceId}/settings`);
    return null;
  });
}

/** Sets how many events a second may be sent with a write key. */
export async function setWriteKeyLimitAction(
  workspace: string,
  sourceId: string,
  writeKeyId: string,
  eventsPerSecond: number | null,
): Promise<ActionResult<null>> {
  return runAction(async () => {
    await setWriteKeyLimit(await requireContext(workspace), { sourceId, writeKeyId, eventsPerSecond });
    revalidatePath(`/${workspace}/sources/${sourceId}/settings`);
    return null;
  });
}

/** Deletes a source and goes to the list. */
export async function deleteSourceAction(workspace: string, sourceId: string): Promise<ActionResult<null>> {
  return runAction(async () => {
    await deleteSource(await requireContext(workspace), { sourceId });
    revalidatePath(`/${workspace}`, 'layout');
    redirect(`/${workspace}/sources`);
  });
}

/** Generates another write key. */
export async function createWriteKeyAction(workspace: string, sourceId: string): Promise<ActionResult<null>> {
  return runAction(async () => {
    await createWriteKey(await requireContext(workspace), { sourceId });
    revalidatePath(`/${workspace}/sources/${sourceId}/settings`);
    return null;
  });
}

/** Revokes a write key. */
export async function revokeWriteKeyAction(
  workspace: string,
  sourceId: string,
  writeKeyId: string,
): Promise<ActionResult<null>> {
  return runAction(async () => {
    await revokeWriteKey(await requireContext(workspace), { sourceId, writeKeyId });
    revalidatePath(`/${workspace}/sources/${sourceId}/settings`);
    return null;
  });
}

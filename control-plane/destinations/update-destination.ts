import type { z } from 'zod';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import { oauthGrantOf } from '@/catalog/destinations/oauth/oauth-grant';
import { findDestinationType } from '@/catalog/destinations/registry';
import type { JsonObject } from '@/spec/event';
import type { Db } from '@/storage/client';
import { deleteConnection, findConnection } from '@/storage/entities/destination-oauth/connections';
import { findDestination, lockSourceOfWorkspace, updateDestinationRow } from '@/storage/entities/destinations';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { mergeSettings, requireComplete } from './destination-settings';
import { updateDestinationSchema } from './destination.schema';
import { secretsOf, viewDestination, type DestinationView } from './destination-view';
import { lockDestination } from './lock-destination';
import { movedAddresses } from './addresses/moved-addresses';
import { requireFreeName, withFreeName } from './name-taken';

/**
 * Keeps tokens from a host that was typed after they were given. Those that the definition gets by itself are forgotten.
 */
async function guardTokens(tx: Db, { id, type }: { id: string; type: string }, moved: FieldMetadata[]): Promise<void> {
  if (moved.length === 0) return;
  if (oauthGrantOf(type) !== 'person') {
    await deleteConnection(tx, id);
    return;
  }
  const message = 'Disconnect the account first: its tokens stay with the host that they were given for.';
  const fields = Object.fromEntries(moved.map(({ key }) => [`settings.${key}`, message]));
  throw new ControlPlaneError('precondition_failed', message, fields);
}

/** Keeps the name from others of the source until the end of the transaction: the source is locked before its destinations. */
async function claimName(tx: Db, ctx: Context, id: string, name: string): Promise<void> {
  const row = await findDestination(tx, ctx.workspace.id, id);
  if (!row || row.name.toLowerCase() === name.toLowerCase()) return;
  await lockSourceOfWorkspace(tx, ctx.workspace.id, row.sourceId);
  await requireFreeName(tx, { sourceId: row.sourceId, type: row.type, name });
}

/**
 * Changes a destination's name, settings or whether it is enabled; each change raises its configVersion.
 * @throws ControlPlaneError `not_found`, `invalid_input`, `conflict` (name), `precondition_failed` (required settings missing).
 */
export async function updateDestination(
  ctx: Context,
  input: z.input<typeof updateDestinationSchema>,
): Promise<DestinationView> {
  authorize(ctx, 'destinations:edit');
  const change = parseInput(updateDestinationSchema, input);
  return withFreeName(() =>
    transaction(async (tx) => {
      if (change.name !== undefined) await claimName(tx, ctx, change.id, change.name);
      const row = await lockDestination(tx, ctx, change.id);
      const type = findDestinationType(row.type);
      if (!type) throw new ControlPlaneError('gone', `The destination type ${row.type} no longer exists.`);
      const before = { settings: row.settings as JsonObject, secrets: secretsOf(row) };
      const stored = mergeSettings(ctx, type, before, change.settings ?? {});
      const connected = (await findConnection(tx, ctx.workspace.id, row.id)) !== null;
      if (connected) await guardTokens(tx, row, movedAddresses(type.settings, before.settings, stored.settings));
      if (change.enabled ?? row.enabled) requireComplete(type, stored, connected);
      const updated = await updateDestinationRow(tx, ctx.workspace.id, row.id, {
        name: change.name,
        enabled: change.enabled,
        ...(change.settings ? stored : {}),
      });
      const resource = { type: 'destination' as const, id: row.id, name: updated.name };
      if (updated.enabled !== row.enabled) {
        await audit(tx, ctx, { type: updated.enabled ? 'Destination Enabled' : 'Destination Disabled', resource });
      }
      const changed = Object.keys(change.settings ?? {});
      if (change.settings || updated.name !== row.name) {
        await audit(tx, ctx, {
          type: 'Destination Modified',
          resource,
          detail: { name: updated.name, settings: changed.join(', ') },
        });
      }
      return viewDestination(updated);
    }),
  );
}

import type { z } from 'zod';
import { deleteConnection } from '@/storage/entities/destination-oauth/connections';
import { updateDestinationRow } from '@/storage/entities/destinations';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { parseInput } from '../parse-input';
import { oauthDestinationSchema } from './destination-oauth.schema';

/** Forgets the account of a destination, and disables the destination with it. @throws ControlPlaneError `not_found` */
export async function disconnectAccount(ctx: Context, input: z.input<typeof oauthDestinationSchema>): Promise<void> {
  authorize(ctx, 'destinations:edit');
  const { destinationId } = parseInput(oauthDestinationSchema, input);
  await transaction(async (tx) => {
    const row = await lockDestination(tx, ctx, destinationId);
    if (!(await deleteConnection(tx, row.id))) return;
    await updateDestinationRow(tx, ctx.workspace.id, row.id, { enabled: false });
    await audit(tx, ctx, {
      type: 'Destination Account Disconnected',
      resource: { type: 'destination', id: row.id, name: row.name },
    });
  });
}

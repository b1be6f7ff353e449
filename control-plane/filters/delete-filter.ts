import { deleteDestinationFilterRow, findDestinationFilter } from '@/storage/entities/destination-filters';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { notFound } from '../errors';

/** Deletes a filter. @throws ControlPlaneError `not_found`. */
export async function deleteFilter(ctx: Context, input: { destinationId: string; id: string }): Promise<void> {
  authorize(ctx, 'destinations:edit');
  await transaction(async (tx) => {
    const destination = await lockDestination(tx, ctx, input.destinationId);
    const row = await findDestinationFilter(tx, ctx.workspace.id, destination.id, input.id);
    if (!row) throw notFound('filter');
    await deleteDestinationFilterRow(tx, row.id);
    await audit(tx, ctx, {
      type: 'Destination Filter Deleted',
      resource: { type: 'filter', id: row.id, name: row.title },
      detail: { destination: destination.name, condition: row.condition },
    });
  });
}

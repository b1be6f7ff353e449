import { deleteDestinationRow, findDestination } from '@/storage/entities/destinations';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';

/**
 * Deletes a destination with its mappings and filters. Events still on their way to it end as failed deliveries with the
 * reason DESTINATION_DELETED. @throws ControlPlaneError `not_found`.
 */
export async function deleteDestination(ctx: Context, input: { id: string }): Promise<void> {
  authorize(ctx, 'destinations:edit');
  await transaction(async (tx) => {
    const row = await findDestination(tx, ctx.workspace.id, input.id);
    if (!row || !(await deleteDestinationRow(tx, ctx.workspace.id, row.id))) throw notFound('destination');
    await audit(tx, ctx, {
      type: 'Destination Deleted',
      resource: { type: 'destination', id: row.id, name: row.name },
      detail: { destinationType: row.type, source: row.source.name },
    });
  });
}

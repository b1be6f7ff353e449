import type { z } from 'zod';
import { findDestinationFilter, updateDestinationFilterRow } from '@/storage/entities/destination-filters';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { updateFilterSchema } from './filter.schema';
import { viewFilter, type FilterView } from './filter-view';
import { requireValidFql } from './require-valid-fql';

/** Changes a filter. @throws ControlPlaneError `not_found`, `invalid_input` (bad FQL, with the position). */
export async function updateFilter(ctx: Context, input: z.input<typeof updateFilterSchema>): Promise<FilterView> {
  authorize(ctx, 'destinations:edit');
  const { destinationId, id, ...change } = parseInput(updateFilterSchema, input);
  if (change.condition !== undefined) requireValidFql(change.condition, 'condition');
  return transaction(async (tx) => {
    const destination = await lockDestination(tx, ctx, destinationId);
    const before = await findDestinationFilter(tx, ctx.workspace.id, destinationId, id);
    if (!before) throw notFound('filter');
    const row = await updateDestinationFilterRow(tx, id, change);
    const resource = { type: 'filter' as const, id, name: row.title };
    if (row.enabled !== before.enabled) {
      const type = row.enabled ? 'Destination Filter Enabled' : 'Destination Filter Disabled';
      await audit(tx, ctx, { type, resource, detail: { destination: destination.name } });
    }
    const { enabled: _, ...rest } = change;
    if (Object.values(rest).some((value) => value !== undefined)) {
      await audit(tx, ctx, {
        type: 'Destination Filter Modified',
        resource,
        detail: { destination: destination.name, condition: row.condition },
      });
    }
    return viewFilter(row, destination.sourceId);
  });
}

import type { z } from 'zod';
import { newId } from '@/platform/ids';
import { MAX_FILTERS_PER_DESTINATION } from '@/spec/filter-limits';
import { countDestinationFilters, insertDestinationFilter } from '@/storage/entities/destination-filters';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { createFilterSchema } from './filter.schema';
import { viewFilter, type FilterView } from './filter-view';
import { requireValidFql } from './require-valid-fql';

/**
 * Adds a filter to a destination, which may have ten.
 * @throws ControlPlaneError `not_found`, `invalid_input` (bad FQL, with the position), `precondition_failed` (ten already).
 */
export async function createFilter(ctx: Context, input: z.input<typeof createFilterSchema>): Promise<FilterView> {
  authorize(ctx, 'destinations:edit');
  const { destinationId, ...filter } = parseInput(createFilterSchema, input);
  requireValidFql(filter.condition, 'condition');
  return transaction(async (tx) => {
    const destination = await lockDestination(tx, ctx, destinationId);
    if ((await countDestinationFilters(tx, destinationId)) >= MAX_FILTERS_PER_DESTINATION) {
      throw new ControlPlaneError(
        'precondition_failed',
        `A destination has at most ${MAX_FILTERS_PER_DESTINATION} filters. Delete one, or join two conditions with "or".`,
      );
    }
    const row = await insertDestinationFilter(tx, { id: newId('flt'), destinationId, ...filter });
    await audit(tx, ctx, {
      type: 'Destination Filter Created',
      resource: { type: 'filter', id: row.id, name: row.title },
      detail: { destination: destination.name, condition: row.condition, enabled: row.enabled },
    });
    return viewFilter(row, destination.sourceId);
  });
}

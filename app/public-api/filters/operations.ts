import { getDestination } from '@/control-plane/destinations/get-destination';
import { createFilter } from '@/control-plane/filters/create-filter';
import { deleteFilter } from '@/control-plane/filters/delete-filter';
import type { FilterView } from '@/control-plane/filters/filter-view';
import type {
  createFilterSchema,
  previewFilterSchema,
  updateFilterSchema,
} from '@/control-plane/filters/filter.schema';
import { getFilter } from '@/control-plane/filters/get-filter';
import { listFilters } from '@/control-plane/filters/list-filters';
import { previewFilter } from '@/control-plane/filters/preview-filter';
import { updateFilter } from '@/control-plane/filters/update-filter';
import type { JsonObject } from '@/spec/event';
import type { z } from 'zod';
import { invalidField, withFieldNames } from '../transport/errors';
import type { Operation } from '../transport/operation';
import { sliceOf } from '../transport/pagination';

const NAMES = { condition: 'if' };

/** Segment's DestinationFilterV1. */
function representFilter({ condition, actions, ...filter }: FilterView): JsonObject {
  return { ...filter, if: condition, actions: actions };
}

/** What a caller gave under Segment's names, for a verb that checks every part of it. */
function named({ if: condition, ...rest }: JsonObject): JsonObject {
  return { ...rest, ...(condition === undefined ? {} : { condition }) };
}

/** Destination filters. A destination has at most ten, so pages are cut from the whole list. */
export const filterOperations: Operation[] = [
  {
    method: 'POST',
    path: '/destination/filters/preview',
    run: ({ ctx, body }) =>
      withFieldNames(NAMES, () => {
        const filter = (body.filter ?? {}) as JsonObject;
        const input = { condition: filter.if, actions: filter.actions, payload: body.payload };
        const { inputPayload, result } = previewFilter(ctx, input as z.input<typeof previewFilterSchema>);
        return { inputPayload, result };
      }),
  },
  {
    method: 'GET',
    path: '/destination/:destinationId/filters',
    run: async ({ ctx, params, page }) => {
      const all = await listFilters(ctx, { destinationId: params.destinationId ?? '' });
      const { items, pagination } = sliceOf(all.items, page());
      return { filters: items.map(representFilter), pagination };
    },
  },
  {
    method: 'POST',
    path: '/destination/:destinationId/filters',
    run: ({ ctx, params, body: { sourceId, ...body } }) =>
      withFieldNames(NAMES, async () => {
        const destination = await getDestination(ctx, { id: params.destinationId ?? '' });
        if (sourceId !== undefined && sourceId !== destination.sourceId) {
          throw invalidField('sourceId', 'must be the source of the destination');
        }
        const input = { ...named(body), destinationId: destination.id };
        return { filter: representFilter(await createFilter(ctx, input as z.input<typeof createFilterSchema>)) };
      }),
  },
  {
    method: 'GET',
    path: '/destination/:destinationId/filters/:filterId',
    run: async ({ ctx, params }) => {
      const filter = await getFilter(ctx, { destinationId: params.destinationId ?? '', id: params.filterId ?? '' });
      return { filter: representFilter(filter) };
    },
  },
  {
    method: 'PATCH',
    path: '/destination/:destinationId/filters/:filterId',
    run: ({ ctx, params, body }) =>
      withFieldNames(NAMES, async () => {
        const input = { ...named(body), destinationId: params.destinationId, id: params.filterId };
        return { filter: representFilter(await updateFilter(ctx, input as z.input<typeof updateFilterSchema>)) };
      }),
  },
  {
    method: 'DELETE',
    path: '/destination/:destinationId/filters/:filterId',
    run: async ({ ctx, params }) => {
      await deleteFilter(ctx, { destinationId: params.destinationId ?? '', id: params.filterId ?? '' });
      return { status: 'SUCCESS' };
    },
  },
];

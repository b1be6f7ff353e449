import type { z } from 'zod';
import { findDestinationById } from '@/catalog/destinations/registry';
import type { DestinationMetadata } from '@/catalog/destinations/kit/metadata';
import { createDestination } from '@/control-plane/destinations/create-destination';
import { deleteDestination } from '@/control-plane/destinations/delete-destination';
import type { createDestinationSchema, updateDestinationSchema } from '@/control-plane/destinations/destination.schema';
import { getDestination } from '@/control-plane/destinations/get-destination';
import { listDestinations } from '@/control-plane/destinations/list-destinations';
import { totalDestinations } from '@/control-plane/destinations/total-destinations';
import { updateDestination } from '@/control-plane/destinations/update-destination';
import type { Json, JsonObject } from '@/spec/event';
import { withFieldNames } from '../transport/errors';
import type { Operation } from '../transport/operation';
import { pageOf } from '../transport/pagination';
import { MOST_DESTINATIONS, representDestination } from './represent-destination';

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Segment's `settings`, which in our verbs are two things: the settings, and the answers for the first mappings (the URL
 * of a webhook). Without any such answer the destination begins without mappings, as in Segment.
 */
function splitSettings(metadata: DestinationMetadata | undefined, given: Json | undefined) {
  if (!metadata || !isObject(given)) return { settings: given ?? {} };
  const own = new Set(metadata.settings.map(({ key }) => key));
  const asked = new Set(metadata.setup.fields.map(({ key }) => key).filter((key) => !own.has(key)));
  const entries = Object.entries(given);
  const answers = entries.filter(([key]) => asked.has(key));
  return {
    settings: Object.fromEntries(entries.filter(([key]) => !asked.has(key))),
    ...(answers.length > 0 ? { setup: Object.fromEntries(answers) } : {}),
  };
}

/** Destinations. */
export const destinationOperations: Operation[] = [
  {
    method: 'GET',
    path: '/destinations',
    run: async ({ ctx, page }) => {
      const { items, pagination } = await pageOf(
        (input) => listDestinations(ctx, input),
        () => totalDestinations(ctx),
        page(),
        MOST_DESTINATIONS,
      );
      return { destinations: items.map(representDestination), pagination };
    },
  },
  {
    method: 'POST',
    path: '/destinations',
    run: ({ ctx, body }) =>
      withFieldNames({ type: 'metadataId', setup: 'settings' }, async () => {
        const { sourceId, metadataId, enabled } = body;
        const metadata = typeof metadataId === 'string' ? findDestinationById(metadataId) : undefined;
        // What is no id of the catalog goes to the verb as a type that is none, which it refuses.
        const type = metadata?.type ?? (metadataId === undefined ? undefined : '-');
        const name = body.name ?? metadata?.name ?? 'Destination';
        const input = { type, sourceId, name, enabled, ...splitSettings(metadata, body.settings) };
        const destination = await createDestination(ctx, input as z.input<typeof createDestinationSchema>);
        return { destination: representDestination(destination) };
      }),
  },
  {
    method: 'GET',
    path: '/destinations/:destinationId',
    run: async ({ ctx, params }) => ({
      destination: representDestination(await getDestination(ctx, { id: params.destinationId ?? '' })),
    }),
  },
  {
    method: 'PATCH',
    path: '/destinations/:destinationId',
    run: async ({ ctx, params, body }) => {
      const input = {
        id: params.destinationId,
        name: body.name ?? undefined,
        enabled: body.enabled,
        settings: body.settings,
      };
      const destination = await updateDestination(ctx, input as z.input<typeof updateDestinationSchema>);
      return { destination: representDestination(destination) };
    },
  },
  {
    method: 'DELETE',
    path: '/destinations/:destinationId',
    run: async ({ ctx, params }) => {
      await deleteDestination(ctx, { id: params.destinationId ?? '' });
      return { status: 'SUCCESS' };
    },
  },
];

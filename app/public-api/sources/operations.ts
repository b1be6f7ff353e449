import { createSource } from '@/control-plane/sources/create-source';
import { createWriteKey } from '@/control-plane/write-keys/create-write-key';
import { deleteSource } from '@/control-plane/sources/delete-source';
import { getSource } from '@/control-plane/sources/get-source';
import { listSources } from '@/control-plane/sources/list-sources';
import { revokeWriteKey } from '@/control-plane/write-keys/revoke-write-key';
import { totalSources } from '@/control-plane/sources/total-sources';
import { updateSource } from '@/control-plane/sources/update-source';
import { listDestinations } from '@/control-plane/destinations/list-destinations';
import { totalDestinations } from '@/control-plane/destinations/total-destinations';
import type { Json } from '@/spec/event';
import { sourceMetadataById } from '../catalog/source-metadata';
import { withFieldNames } from '../transport/errors';
import type { Operation } from '../transport/operation';
import { pageOf } from '../transport/pagination';
import { MOST_DESTINATIONS, representDestination } from '../destinations/represent-destination';
import { representSource } from './represent-source';

/** Our key of the kind of source that `metadataId` names; what names none goes to the verb, which refuses it. */
function typeOf(metadataId: Json | undefined): Json | undefined {
  return typeof metadataId === 'string' ? (sourceMetadataById(metadataId)?.type ?? metadataId) : metadataId;
}

/** Sources and their write keys. */
export const sourceOperations: Operation[] = [
  {
    method: 'GET',
    path: '/sources',
    run: async ({ ctx, page }) => {
      const { items, pagination } = await pageOf(
        (input) => listSources(ctx, input),
        () => totalSources(ctx),
        page(),
      );
      return { sources: items.map(representSource), pagination };
    },
  },
  {
    method: 'POST',
    path: '/sources',
    status: 201,
    run: ({ ctx, body }) =>
      withFieldNames({ type: 'metadataId' }, async () => {
        const { slug, enabled, settings, name } = body;
        const input = { type: typeOf(body.metadataId), slug, enabled, settings, name };
        return { source: representSource(await createSource(ctx, input)) };
      }),
  },
  {
    method: 'GET',
    path: '/sources/:sourceId',
    run: async ({ ctx, params }) => ({
      source: representSource(await getSource(ctx, { sourceId: params.sourceId })),
      trackingPlanId: null,
    }),
  },
  {
    method: 'PATCH',
    path: '/sources/:sourceId',
    run: async ({ ctx, params, body }) => {
      const { name, slug, enabled, settings } = body;
      const source = await updateSource(ctx, { sourceId: params.sourceId, name, slug, enabled, settings });
      return { source: representSource(source) };
    },
  },
  {
    method: 'DELETE',
    path: '/sources/:sourceId',
    run: async ({ ctx, params }) => {
      await deleteSource(ctx, { sourceId: params.sourceId });
      return { status: 'SUCCESS' };
    },
  },
  {
    method: 'GET',
    path: '/sources/:sourceId/connected-destinations',
    run: async ({ ctx, params, page }) => {
      const { id: sourceId } = await getSource(ctx, { sourceId: params.sourceId });
      const { items, pagination } = await pageOf(
        (input) => listDestinations(ctx, { ...input, sourceId }),
        () => totalDestinations(ctx, { sourceId }),
        page(),
        MOST_DESTINATIONS,
      );
      return { destinations: items.map(representDestination), pagination };
    },
  },
  {
    method: 'POST',
    path: '/sources/:sourceId/writekey',
    run: async ({ ctx, params }) => {
      await createWriteKey(ctx, { sourceId: params.sourceId });
      return { source: representSource(await getSource(ctx, { sourceId: params.sourceId })) };
    },
  },
  {
    method: 'DELETE',
    path: '/sources/:sourceId/writekey/:writeKey',
    run: ({ ctx, params }) =>
      withFieldNames({ writeKeyId: 'writeKey' }, async () => {
        await revokeWriteKey(ctx, { sourceId: params.sourceId, writeKey: params.writeKey });
        return { status: 'SUCCESS' };
      }),
  },
];

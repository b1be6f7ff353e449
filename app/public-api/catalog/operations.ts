import { authorize } from '@/control-plane/authorize';
import { notFound } from '@/control-plane/errors';
import { destinationCatalog, findDestinationById, findDestinationType } from '@/catalog/destinations/registry';
import { sourceCatalog } from '@/catalog/sources/registry';
import type { Operation } from '../transport/operation';
import { sliceOf } from '../transport/pagination';
import { destinationMetadata } from './destination-metadata';
import { sourceMetadata, sourceMetadataById } from './source-metadata';

/** What can be added: the kinds of sources and of destinations. */
export const catalogOperations: Operation[] = [
  {
    method: 'GET',
    path: '/catalog/sources',
    run: ({ ctx, page }) => {
      authorize(ctx, 'workspace:read');
      const { items, pagination } = sliceOf([...sourceCatalog()], page());
      return Promise.resolve({ sourcesCatalog: items.map(sourceMetadata), pagination });
    },
  },
  {
    method: 'GET',
    path: '/catalog/sources/:sourceMetadataId',
    run: ({ ctx, params }) => {
      authorize(ctx, 'workspace:read');
      const found = sourceMetadataById(params.sourceMetadataId ?? '');
      if (!found) throw notFound('source in the catalog');
      return Promise.resolve({ sourceMetadata: sourceMetadata(found) });
    },
  },
  {
    method: 'GET',
    path: '/catalog/destinations',
    run: ({ ctx, page }) => {
      authorize(ctx, 'workspace:read');
      const { items, pagination } = sliceOf([...destinationCatalog()], page());
      return Promise.resolve({
        destinationsCatalog: items.flatMap(({ type }) => findDestinationType(type) ?? []).map(destinationMetadata),
        pagination,
      });
    },
  },
  {
    method: 'GET',
    path: '/catalog/destinations/:destinationMetadataId',
    run: ({ ctx, params }) => {
      authorize(ctx, 'workspace:read');
      const found = findDestinationById(params.destinationMetadataId ?? '');
      if (!found) throw notFound('destination in the catalog');
      return Promise.resolve({ destinationMetadata: destinationMetadata(found) });
    },
  },
];

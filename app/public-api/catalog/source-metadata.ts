import { sourceCatalog } from '@/catalog/sources/registry';
import type { SourceMetadata } from '@/catalog/sources/metadata';
import type { JsonObject } from '@/spec/event';

/** Segment's SourceMetadataV1. We have no logos to serve: brand marks are drawn by the dashboard. */
export function sourceMetadata(metadata: SourceMetadata): JsonObject {
  return {
    id: metadata.id,
    name: metadata.name,
    slug: metadata.type,
    description: metadata.description,
    logos: { default: '' },
    options: [],
    categories: metadata.categories,
    isCloudEventSource: false,
  };
}

/** The kind of source with a catalog id; undefined when there is none. */
export function sourceMetadataById(id: string): SourceMetadata | undefined {
  return sourceCatalog().find((metadata) => metadata.id === id);
}

import { sourceCatalog } from '@/catalog/sources/registry';
import type { SourceMetadata } from '@/catalog/sources/metadata';
import type { JsonObject } from '@/spec/event';
import { logosOf } from './logos';

/** Segment's SourceMetadataV1. */
export function sourceMetadata(metadata: SourceMetadata): JsonObject {
  return {
    id: metadata.id,
    name: metadata.name,
    slug: metadata.type,
    description: metadata.description,
    logos: logosOf(metadata.type, metadata.name),
    options: [],
    categories: metadata.categories,
    isCloudEventSource: false,
  };
}

/** The kind of source with a catalog id; undefined when there is none. */
export function sourceMetadataById(id: string): SourceMetadata | undefined {
  return sourceCatalog().find((metadata) => metadata.id === id);
}

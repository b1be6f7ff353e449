import { findSourceType } from '@/catalog/sources/registry';
import type { SourceView } from '@/control-plane/sources/source-view';
import type { JsonObject } from '@/spec/event';
import { sourceMetadata } from '../catalog/source-metadata';

/** Segment's SourceV1. Write keys are empty for tokens that may not see them. */
export function representSource(source: SourceView): JsonObject {
  const metadata = findSourceType(source.type);
  return {
    id: source.id,
    slug: source.slug,
    name: source.name,
    metadata: metadata
      ? sourceMetadata(metadata)
      : {
          id: '',
          name: source.type,
          slug: source.type,
          description: '',
          logos: { default: '' },
          options: [],
          categories: [],
          isCloudEventSource: false,
        },
    workspaceId: source.workspaceId,
    enabled: source.enabled,
    writeKeys: source.writeKeys,
    settings: source.settings as JsonObject,
    labels: [],
  };
}

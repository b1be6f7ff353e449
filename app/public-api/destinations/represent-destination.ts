import { findDestinationType } from '@/catalog/destinations/registry';
import type { DestinationView } from '@/control-plane/destinations/destination-view';
import type { JsonObject } from '@/spec/event';
import { destinationMetadata } from '../catalog/destination-metadata';

/** Segment's DestinationV1. Secret settings are write-only, so they are not among `settings`. */
export function representDestination(destination: DestinationView): JsonObject {
  const metadata = findDestinationType(destination.type);
  return {
    id: destination.id,
    name: destination.name,
    enabled: destination.enabled,
    metadata: metadata ? destinationMetadata(metadata) : { id: '', name: destination.type, slug: destination.type },
    sourceId: destination.sourceId,
    settings: destination.settings,
  };
}

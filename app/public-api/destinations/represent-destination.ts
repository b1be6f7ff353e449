import { findDestinationType } from '@/catalog/destinations/registry';
import type { DestinationView } from '@/control-plane/destinations/destination-view';
import type { JsonObject } from '@/spec/event';
import { destinationMetadata } from '../catalog/destination-metadata';

/** Most destinations in one page: each comes with its whole metadata, up to 250 KB. */
export const MOST_DESTINATIONS = 100;

/** The metadata of a destination whose type the catalog no longer has: nothing can be made of it any more. */
function unavailable(type: string): JsonObject {
  return {
    ...{ id: '', name: type, description: '', slug: type, logos: { default: '' }, status: 'UNAVAILABLE', website: '' },
    ...{ options: [], previousNames: [], categories: [], components: [], actions: [], presets: [] },
    ...{ supportedFeatures: {}, supportedMethods: {}, supportedPlatforms: {} },
  };
}

/** Segment's DestinationV1. Secret settings are write-only, so they are not among `settings`. */
export function representDestination(destination: DestinationView): JsonObject {
  const metadata = findDestinationType(destination.type);
  return {
    id: destination.id,
    name: destination.name,
    enabled: destination.enabled,
    metadata: metadata ? destinationMetadata(metadata) : unavailable(destination.type),
    sourceId: destination.sourceId,
    settings: destination.settings,
  };
}

import type { AnyDefinition } from './kit/describe-definition';
import type { DestinationListing } from './kit/metadata';
import { webhookListing } from './webhook/listing';
import { windsorListing } from './windsor/listing';

/** A destination with a folder here: how it is listed, and how its code is loaded. */
export interface OwnDestination {
  listing: DestinationListing;
  /** Our own definition; absent when only the listing is ours and the code is a folder of Segment's package. */
  load?: () => Promise<AnyDefinition>;
  /** That folder. */
  directory?: string;
}

/** Every destination that we describe or write ourselves. A new one is added here, and nowhere else. */
export const OWN_DESTINATIONS: readonly OwnDestination[] = [
  { listing: webhookListing, directory: 'webhook' },
  { listing: windsorListing, load: async () => (await import('./windsor/definition')).windsorDestination },
];

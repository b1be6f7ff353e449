import { connectListing } from './connect/listing';
import { discordListing } from './discord/listing';
import { httpRequestListing } from './http-request/listing';
import type { AnyDefinition } from './kit/describe-definition';
import type { DestinationListing } from './kit/metadata';
import { repeaterListing } from './repeater/listing';
import { slackListing } from './slack/listing';
import { webhookListing } from './webhook/listing';
import { webhooksClassicListing } from './webhooks-classic/listing';
import { windsorListing } from './windsor/listing';

/** A destination with a folder here: how it is listed, and how its code is loaded. */
export interface OwnDestination {
  listing: DestinationListing;
  load: () => Promise<AnyDefinition>;
}

/** Every destination that we describe and write ourselves. A new one is added here, and nowhere else. */
export const OWN_DESTINATIONS: readonly OwnDestination[] = [
  { listing: connectListing, load: async () => (await import('./connect/definition')).connectDestination },
  { listing: discordListing, load: async () => (await import('./discord/definition')).discordDestination },
  { listing: httpRequestListing, load: async () => (await import('./http-request/definition')).httpRequestDestination },
  { listing: repeaterListing, load: async () => (await import('./repeater/definition')).repeaterDestination },
  { listing: slackListing, load: async () => (await import('./slack/definition')).slackDestination },
  { listing: webhookListing, load: async () => (await import('./webhook/definition')).webhookDefinition() },
  {
    listing: webhooksClassicListing,
    load: async () => (await import('./webhooks-classic/definition')).webhooksClassicDestination,
  },
  { listing: windsorListing, load: async () => (await import('./windsor/definition')).windsorDestination },
];

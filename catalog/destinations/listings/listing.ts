import type { JsonObject } from '@/spec/event';
import type { DestinationListing } from '../kit/metadata';

/** What we add by hand to a definition of Segment's packages; what is left out is taken from the definition. */
export type VendorListing = Pick<DestinationListing, 'name' | 'description' | 'categories' | 'website'> &
  Partial<
    Pick<DestinationListing, 'note' | 'keyHelp' | 'regions' | 'aliases' | 'verified' | 'settingDescriptions'> & {
      /** Keys of settings that are secrets though neither their type nor their name says so; stored sealed. */
      secretSettings: string[];
      /** Slugs of the actions to suggest mappings of, where the rule of compose/suggest-mappings would pick badly. */
      suggest: string[];
      /** By name of a preset or suggestion: values instead of its own, where its action would refuse those or has none. */
      presetValues: Record<string, JsonObject>;
    }
  >;

/** By our type: the listings of the destinations that come with Segment's packages. */
export type VendorListings = Record<string, VendorListing>;

/** Note of a destination that keeps audiences in step, which a CDP's audience engine feeds at Segment. */
export const FOR_AUDIENCES =
  'Made for audiences: it acts on events that say who entered or left one (context.personas), which something of yours must send.';

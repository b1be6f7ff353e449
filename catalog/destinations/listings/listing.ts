import type { DestinationListing } from '../kit/metadata';

/** What we add by hand to a definition of Segment's packages; what is left out is taken from the definition. */
export type VendorListing = Partial<
  Pick<DestinationListing, 'name' | 'description' | 'website' | 'note' | 'keyHelp' | 'regions' | 'aliases' | 'verified'>
> &
  Pick<DestinationListing, 'categories'>;

/** By our type: the listings of the destinations that come with Segment's packages. */
export type VendorListings = Record<string, VendorListing>;

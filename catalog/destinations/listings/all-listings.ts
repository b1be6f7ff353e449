import type { VendorListings } from './listing';

/** Every hand-made listing of a packaged destination, by our type. */
export const VENDOR_LISTINGS: VendorListings = {
  slack: { name: 'Slack', categories: ['Livechat'], website: 'https://slack.com' },
};

import type { DestinationListing } from '../kit/metadata';

/** Windsor, as Segment's catalog describes it. */
export const windsorListing: DestinationListing = {
  id: '5dca74a6907ce1604b781476',
  type: 'windsor',
  name: 'Windsor',
  description:
    'Gives startups one dashboard for all SaaS data: analytics and email events, support tickets and payments, for a complete view of each customer.',
  categories: ['Analytics', 'CRM', 'Customer Success'],
  website: 'https://windsor.io',
  verified: 'ours',
  setup: { fields: [] },
  note: "Windsor's endpoint is not public. The default address and the shape of the requests (Segment's for partner endpoints) are Switchyard's reading of the documentation; set the endpoint that Windsor gives you.",
};

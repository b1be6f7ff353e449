import type { DestinationListing } from '../kit/metadata';

/** Segment's classic "Webhooks". */
export const webhooksClassicListing: DestinationListing = {
  id: '776562686f6f6b7363310001',
  type: 'webhooks-classic',
  name: 'Webhooks (Classic)',
  description: 'Posts every event as JSON to up to five URLs, with headers of yours, signed if you set a secret.',
  categories: ['Raw Data'],
  website: 'https://segment.com/docs/connections/destinations/catalog/webhooks/',
  verified: 'ours',
  note: 'As at Segment, an event counts as delivered when one of the URLs took it, and the others are not tried again. To see how each URL does, connect one Webhooks destination for each.',
  setup: {
    fields: [
      {
        key: 'urls',
        label: 'Webhook URLs',
        description: 'Up to five, one a line. Each gets every event.',
        type: 'string',
        required: true,
        multiple: true,
        format: 'uri',
        placeholder: 'https://example.com/events',
      },
      {
        key: 'headers',
        label: 'Headers',
        description: 'Sent with every request.',
        type: 'object',
        required: false,
        multiple: false,
        editor: 'pairs-only',
      },
    ],
  },
  presets: [
    {
      name: 'Send every event',
      actionSlug: 'send',
      trigger:
        'type = "identify" or type = "track" or type = "page" or type = "screen" or type = "group" or type = "alias"',
      mapping: { data: { '@path': '$.' } },
    },
  ],
};

import type { DestinationListing } from '../kit/metadata';

/** Segment's "Webhooks (Actions)", listed under the name people look for. */
export const webhookListing: DestinationListing = {
  id: '614a3c7d791c91c41bae7599',
  type: 'webhook',
  name: 'Webhooks',
  description:
    'Sends each event as JSON to an HTTP endpoint of yours, with the method, headers and body you choose, signed if you set a shared secret.',
  categories: ['Raw Data'],
  website: 'https://segment.com/docs/connections/destinations/catalog/actions-webhook/',
  verified: 'ours',
  setup: {
    fields: [
      {
        key: 'url',
        label: 'URL',
        description:
          'Where events are sent, for example https://example.com/events. Each mapping can have a URL of its own later.',
        type: 'string',
        required: true,
        multiple: false,
        format: 'uri',
        placeholder: 'https://example.com/events',
      },
    ],
  },
  settingDescriptions: {
    sharedSecret:
      'Requests are signed as Segment signs them when this is set: the X-Signature header holds the HMAC-SHA1 of the body, in hexadecimal. In a batch only the first event is signed; the Signing Secret below has no such gap.',
  },
  presets: [
    {
      name: 'Send every event',
      actionSlug: 'send',
      trigger:
        'type = "identify" or type = "track" or type = "page" or type = "screen" or type = "group" or type = "alias"',
      mapping: {
        method: 'POST',
        batch_size: 0,
        data: { '@path': '$.' },
        batch_keys: ['url', 'method', 'headers'],
      },
    },
  ],
};

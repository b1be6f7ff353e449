import type { DestinationListing } from '../kit/metadata';

/** A general call to any HTTP API. */
export const httpRequestListing: DestinationListing = {
  id: '687474702d72657175657374',
  type: 'http-request',
  name: 'HTTP Request',
  description:
    'Calls any HTTP API: method, path, query, headers and body are written with properties of the event, and the credentials stay in the settings.',
  categories: ['Raw Data'],
  website: 'https://github.com/standard-webhooks/standard-webhooks',
  aliases: ['REST', 'API', 'cURL'],
  keyHelp: 'The documentation of the API says which of Basic, bearer token or key header it wants.',
  verified: 'ours',
  setup: { fields: [] },
  presets: [
    {
      name: 'Call for every track event',
      actionSlug: 'call',
      trigger: 'type = "track"',
      mapping: { method: 'POST', json: { '@path': '$.' } },
    },
  ],
};

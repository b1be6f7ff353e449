import type { DestinationListing } from '../kit/metadata';

/** Segment's Repeater. */
export const repeaterListing: DestinationListing = {
  id: '726570656174657200000001',
  type: 'repeater',
  name: 'Repeater',
  description: 'Sends every event of a source again into other sources, of this workspace or of another server.',
  categories: ['Raw Data'],
  website: 'https://segment.com/docs/connections/destinations/catalog/repeater/',
  keyHelp: 'Open the other source and copy its write key.',
  verified: 'ours',
  note: 'Repeated events count as usage again. An event is never repeated into a source it has come through: its context.repeatChain says which those are.',
  setup: { fields: [] },
  presets: [
    {
      name: 'Repeat every event',
      actionSlug: 'repeat',
      trigger:
        'type = "identify" or type = "track" or type = "page" or type = "screen" or type = "group" or type = "alias"',
      mapping: { data: { '@path': '$.' }, enable_batching: true, batch_size: 50 },
    },
  ],
};

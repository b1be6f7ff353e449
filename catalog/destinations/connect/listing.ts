import type { DestinationListing } from '../kit/metadata';

/** Connect, as the document this project was given describes it. */
export const connectListing: DestinationListing = {
  id: '636f6e6e6563740000000001',
  type: 'connect',
  name: 'Connect',
  description:
    'Sends email, text and push messages that depend on who a person is and what they did: identify fills the people, track triggers campaigns and counts their goals.',
  categories: ['Email Marketing', 'Marketing Automation', 'SMS & Push Notifications'],
  website: 'https://github.com/zendesk/connect_python_sdk',
  aliases: ['Outbound', 'Zendesk Connect'],
  keyHelp: 'In Connect, open Settings and copy the private API key of the environment.',
  verified: 'ours',
  setup: { fields: [] },
  note: 'Written from the documentation of the Segment connection and from the public client libraries of the API, which was called Outbound. Nobody has tried it with a live account.',
};

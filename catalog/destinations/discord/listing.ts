import type { DestinationListing } from '../kit/metadata';

/** Discord, by an incoming webhook. */
export const discordListing: DestinationListing = {
  id: '806de6d8712ef752d4700dc2',
  type: 'discord',
  name: 'Discord',
  description: 'Posts a message to a Discord channel when an event happens, written with the properties of the event.',
  categories: ['Livechat', 'Raw Data'],
  website: 'https://discord.com',
  keyHelp:
    'In Discord, open the settings of the channel, then Integrations → Webhooks, make a webhook and copy its URL. To post into a thread, add ?thread_id= and its ID.',
  verified: 'ours',
  note: "Written from Discord's documentation; nobody has tried it with a live channel. Discord cannot recognise a message that is sent again after a failure, so it may appear twice.",
  setup: { fields: [] },
};

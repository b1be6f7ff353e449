import type { DestinationListing } from '../kit/metadata';

/** Slack, by an incoming webhook. */
export const slackListing: DestinationListing = {
  id: '5f7dd8e302173ff732db5cc4',
  type: 'slack',
  name: 'Slack',
  description: 'Posts a message to a Slack channel when an event happens, written with the properties of the event.',
  categories: ['Livechat', 'Raw Data'],
  website: 'https://slack.com',
  keyHelp:
    'In Slack, create an app (api.slack.com/apps), open Incoming Webhooks, switch it on, add one for the channel and copy its URL.',
  verified: 'ours',
  note: 'Anything that takes Slack messages works too, for example Mattermost or Rocket.Chat.',
  setup: { fields: [] },
};

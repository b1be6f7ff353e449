import type { ActionDefinition } from '@segment/actions-core';
import type { AnyDefinition } from '../kit/describe-definition';

interface Settings {
  webhookUrl: string;
}

interface Payload {
  text: string;
  escape?: boolean;
  channel?: string;
  username?: string;
  iconUrl?: string;
  iconEmoji?: string;
}

/** Slack reads <…> as links and mentions; what an event carries must not call a whole channel. */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const post: ActionDefinition<Settings, Payload> = {
  title: 'Post Message',
  description: 'Posts a message to the channel of the incoming webhook.',
  defaultSubscription: 'type = "track"',
  fields: {
    text: {
      label: 'Message',
      description:
        'Written with properties of the event, for example *{{event}}* by {{userId}}. Slack formats *bold* and _italic_.',
      type: 'text',
      required: true,
      default: { '@liquid': '*{{ event }}*{% if userId %} by {{ userId }}{% endif %}' },
    },
    escape: {
      label: 'Escape < > &',
      description:
        'Keeps what people typed from being read as links or as mentions of a whole channel. Switch it off to write links as <https://example.com|text>.',
      type: 'boolean',
      default: true,
    },
    channel: {
      label: 'Channel',
      description: 'Without the #. Only old incoming webhooks can post to another channel than their own.',
      type: 'string',
    },
    username: {
      label: 'User Name',
      description: 'The sender that is shown. Old incoming webhooks only.',
      type: 'string',
    },
    iconUrl: {
      label: 'Icon URL',
      description: 'The picture of the sender. Old incoming webhooks only.',
      type: 'string',
      format: 'uri',
    },
    iconEmoji: {
      label: 'Icon Emoji',
      description: 'An emoji instead of a picture, for example :bell:.',
      type: 'string',
    },
  },
  perform: (request, { payload, settings }) => {
    const { text, escape = true, channel, username, iconUrl, iconEmoji } = payload;
    return request(settings.webhookUrl, {
      method: 'POST',
      json: {
        text: escape ? escaped(text) : text,
        ...(channel ? { channel } : {}),
        ...(username ? { username } : {}),
        ...(iconUrl ? { icon_url: iconUrl } : {}),
        ...(iconEmoji ? { icon_emoji: iconEmoji } : {}),
      },
    });
  },
};

/** Slack by incoming webhook; its URL is a secret and kept as one. */
export const slackDestination = {
  name: 'Slack',
  slug: 'actions-slack',
  mode: 'cloud',
  authentication: {
    scheme: 'custom',
    fields: {
      webhookUrl: {
        type: 'password',
        label: 'Incoming Webhook URL',
        description: 'The URL that Slack gives an app for one channel. Whoever has it can post there.',
        required: true,
        format: 'uri',
      },
    },
  },
  presets: [
    {
      type: 'automatic',
      name: 'Post every track event',
      partnerAction: 'post',
      subscribe: 'type = "track"',
      mapping: {},
    },
  ],
  actions: { post },
} as unknown as AnyDefinition;

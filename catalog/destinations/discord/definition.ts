import type { ActionDefinition, RequestClient } from '@segment/actions-core';
import type { AnyDefinition } from '../kit/describe-definition';
import { refuseEvent } from '../kit/refuse';

interface Settings {
  webhookUrl: string;
}

interface Payload {
  content: string;
  username?: string;
  avatarUrl?: string;
  mentions?: string[];
}

/** Most characters that Discord takes in a message, and in the name of a sender. */
const LONGEST_CONTENT = 2000;
const LONGEST_USERNAME = 80;

/** `text` in at most `most` characters, no emoji cut in half; the end shows that something is missing. */
const shortened = (text: string, most: number) =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;

const post: ActionDefinition<Settings, Payload> = {
  title: 'Post Message',
  description: 'Posts a message to the channel of the webhook.',
  defaultSubscription: 'type = "track"',
  fields: {
    content: {
      label: 'Message',
      description: `Written with properties of the event, for example **{{event}}** by {{userId}}. Discord formats **bold** and *italic*. Shortened to ${LONGEST_CONTENT} characters.`,
      type: 'text',
      required: true,
      default: { '@liquid': '**{{ event }}**{% if userId %} by {{ userId }}{% endif %}' },
    },
    username: {
      label: 'User Name',
      description: `The sender that is shown, instead of the webhook's name. At most ${LONGEST_USERNAME} characters, and Discord does not take its own name in it.`,
      type: 'string',
    },
    avatarUrl: {
      label: 'Avatar URL',
      description: "The picture of the sender, instead of the webhook's.",
      type: 'string',
      format: 'uri',
    },
    mentions: {
      label: 'May Ping',
      description:
        'Whom a mention in the message notifies. Empty means nobody: what people typed into an event cannot call the whole server.',
      type: 'string',
      multiple: true,
      choices: [
        { label: 'Members (<@id>)', value: 'users' },
        { label: 'Roles (<@&id>)', value: 'roles' },
        { label: '@everyone and @here', value: 'everyone' },
      ],
    },
  },
  perform: (request, { payload, settings }) => {
    const { content, username, avatarUrl, mentions = [] } = payload;
    if (content.trim() === '') throw refuseEvent('The message is empty, which Discord does not take.');
    return request(settings.webhookUrl, {
      method: 'POST',
      json: {
        content: shortened(content, LONGEST_CONTENT),
        ...(username ? { username: shortened(username, LONGEST_USERNAME) } : {}),
        ...(avatarUrl ? { avatar_url: avatarUrl } : {}),
        allowed_mentions: { parse: mentions },
      },
    });
  },
};

/** Discord by incoming webhook; its URL is a secret and kept as one. */
export const discordDestination = {
  name: 'Discord',
  slug: 'discord',
  mode: 'cloud',
  authentication: {
    scheme: 'custom',
    fields: {
      webhookUrl: {
        type: 'password',
        label: 'Webhook URL',
        description: 'The URL that Discord gives for one channel. Whoever has it can post there.',
        required: true,
        format: 'uri',
      },
    },
    // Discord describes the webhook to whoever has its URL; nothing is posted.
    testAuthentication: (request: RequestClient, { settings }: { settings: Settings }) => request(settings.webhookUrl),
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

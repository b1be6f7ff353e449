import type { ActionDefinition, DestinationDefinition, InputField } from '@segment/actions-core';
import type { EventType } from '@/spec/event';
import {
  aliasFields,
  commonFields,
  groupFields,
  identifyFields,
  optionalUser,
  requiredUser,
  trackFields,
  viewFields,
} from './event-fields';
import { DEFAULT_ENDPOINT, type WindsorSettings } from './settings';

type Payload = Record<string, unknown>;

/** name, email, phone and avatar are fields of their own so that they can be mapped; Windsor reads them as traits. */
const PERSON_TRAITS = ['email', 'name', 'phone', 'avatar'];

/** What views carry beside an event's own fields becomes properties of the tracked event. */
function viewed(type: EventType, { name, category, properties, ...rest }: Payload): Payload {
  const named = Object.entries({ name, category }).filter(([, value]) => value !== undefined);
  const details = { ...(properties as Payload | undefined), ...Object.fromEntries(named) };
  return { type: 'track', originalType: type, ...rest, properties: details };
}

function body(type: EventType, payload: Payload): Payload {
  if (type === 'page' || type === 'screen') return viewed(type, payload);
  if (type !== 'identify') return { type, ...payload };
  const given = Object.entries(payload);
  const person = given.filter(([key]) => PERSON_TRAITS.includes(key));
  const rest = given.filter(([key]) => !PERSON_TRAITS.includes(key));
  const event: Payload = { type, ...Object.fromEntries(rest) };
  return { ...event, traits: { ...(payload.traits as Payload | undefined), ...Object.fromEntries(person) } };
}

function action(
  type: EventType,
  title: string,
  description: string,
  fields: Record<string, InputField>,
): ActionDefinition<WindsorSettings, Payload> {
  return {
    title,
    description,
    defaultSubscription: `type = "${type}"`,
    fields: { ...fields, ...commonFields },
    perform: (request, { payload, settings }) =>
      request(settings.endpoint || DEFAULT_ENDPOINT, { method: 'POST', json: body(type, payload) }),
  };
}

/**
 * Windsor in the format of Segment's action destinations. Requests have the shape Segment documents for partner
 * endpoints: the event as JSON, the API key as the user name of Basic authorization.
 */
export const windsorDestination: DestinationDefinition<WindsorSettings> = {
  name: 'Windsor',
  slug: 'windsor',
  mode: 'cloud',
  authentication: {
    scheme: 'custom',
    fields: {
      apiKey: {
        type: 'password',
        label: 'API Key',
        description:
          'In the Windsor app open Sources, select Segment, click Generate Token and copy the token that is shown.',
        required: true,
      },
      endpoint: {
        type: 'string',
        label: 'Endpoint',
        description:
          "The URL that events are sent to. Windsor does not publish it: the default is Switchyard's assumption. Replace it by the URL Windsor gives you.",
        format: 'uri',
        default: DEFAULT_ENDPOINT,
      },
    },
  },
  extendRequest: ({ settings }) => ({
    headers: { authorization: `Basic ${Buffer.from(`${settings.apiKey}:`).toString('base64')}` },
  }),
  presets: (['page', 'screen', 'identify', 'track', 'group', 'alias'] as const).map((type) => ({
    type: 'automatic',
    name: type[0]?.toUpperCase() + type.slice(1),
    partnerAction: type,
    subscribe: `type = "${type}"`,
    mapping: {},
  })),
  actions: {
    page: action(
      'page',
      'Page',
      'Adds a page view to the tracked events of the person and to the feed, where it is hidden by default.',
      {
        ...optionalUser,
        ...viewFields('Page'),
      },
    ),
    screen: action('screen', 'Screen', 'Adds a screen view to the tracked events of the person and to the feed.', {
      ...optionalUser,
      ...viewFields('Screen'),
    }),
    identify: action('identify', 'Identify', 'Creates a person, or updates what is known about them.', {
      ...requiredUser,
      ...identifyFields,
    }),
    track: action('track', 'Track', 'Adds an event to the person and to the feed.', {
      ...optionalUser,
      ...trackFields,
    }),
    group: action('group', 'Group', 'Puts the person into a group, which helps Windsor to match people.', {
      ...optionalUser,
      ...groupFields,
    }),
    alias: action(
      'alias',
      'Alias',
      'Merges the person known by the old ID into the one known by the new ID, for good.',
      {
        ...requiredUser,
        ...aliasFields,
      },
    ),
  },
};

import type { ActionDefinition, InputField } from '@segment/actions-core';
import type { AnyDefinition } from '../kit/describe-definition';
import { aliasFields, groupFields, identifyFields, personField, trackFields, viewFields } from './fields';
import { olsonZone, otherTraits, pushToken, splitName } from './person';
import { DEFAULT_ENDPOINT, type ConnectSettings } from './settings';

type Payload = Record<string, unknown> & {
  userId: string;
  event?: string;
  name?: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  phone?: string;
  deviceType?: string;
  deviceToken?: string;
  timezone?: string;
  timestamp?: string;
  groupId?: string;
  previousId?: string;
  traits?: Record<string, unknown>;
  properties?: Record<string, unknown>;
};

function person(payload: Payload): Record<string, unknown> {
  const { userId, email, phone, deviceType, deviceToken, timezone, traits } = payload;
  return {
    user_id: userId,
    ...splitName(payload),
    ...(email ? { email } : {}),
    ...(phone ? { phone_number: phone } : {}),
    ...pushToken({ type: deviceType, token: deviceToken }),
    ...olsonZone(timezone),
    ...otherTraits(traits),
  };
}

/** Connect counts time in whole seconds. */
const seconds = (time: string | undefined) =>
  time && !Number.isNaN(Date.parse(time)) ? { timestamp: Math.floor(Date.parse(time) / 1000) } : {};

const tracked = ({ userId, event, properties, timestamp }: Payload) => ({
  user_id: userId,
  event,
  ...(properties && Object.keys(properties).length > 0 ? { properties } : {}),
  ...seconds(timestamp),
});

const grouped = ({ userId, groupId, traits }: Payload) => ({
  user_id: userId,
  group_id: groupId,
  ...(traits && Object.keys(traits).length > 0 ? { group_attributes: traits } : {}),
});

function action(
  call: string,
  title: string,
  description: string,
  endpoint: 'identify' | 'track',
  fields: Record<string, InputField>,
  body: (payload: Payload) => Record<string, unknown>,
): ActionDefinition<ConnectSettings, Payload> {
  return {
    title,
    description,
    defaultSubscription: `type = "${call}"`,
    fields,
    perform: (request, { payload, settings }) =>
      request(`${(settings.endpoint || DEFAULT_ENDPOINT).replace(/\/+$/, '')}/${endpoint}`, {
        method: 'POST',
        json: body(payload),
      }),
  };
}

const CALLS = ['identify', 'alias', 'track', 'group', 'page', 'screen'] as const;

/** Connect, the messaging tool: people with attributes, and the events that trigger campaigns. */
export const connectDestination = {
  name: 'Connect',
  slug: 'connect',
  mode: 'cloud',
  authentication: {
    scheme: 'custom',
    fields: {
      apiKey: {
        type: 'password',
        label: 'API Key',
        description: 'The private API key of the Connect environment. Use one key for production, another for tests.',
        required: true,
      },
      endpoint: {
        type: 'string',
        label: 'Endpoint',
        description: 'The base URL of the API. The default is the one that its public client libraries use.',
        format: 'uri',
        default: DEFAULT_ENDPOINT,
      },
    },
  },
  extendRequest: ({ settings }: { settings: ConnectSettings }) => ({ headers: { 'X-Outbound-Key': settings.apiKey } }),
  presets: CALLS.map((call) => ({
    type: 'automatic',
    name: `${call[0]?.toUpperCase() ?? ''}${call.slice(1)}`,
    partnerAction: call,
    subscribe: `type = "${call}"`,
    mapping: {},
  })),
  actions: {
    identify: action(
      'identify',
      'Identify',
      'Creates a person, or updates what is known: name, email, phone, push token, time zone, attributes.',
      'identify',
      { ...personField, ...identifyFields },
      person,
    ),
    alias: action(
      'alias',
      'Alias',
      'Joins what is known under the old ID to the new one.',
      'identify',
      aliasFields,
      ({ userId, previousId }) => ({ user_id: userId, previous_id: previousId }),
    ),
    track: action('track', 'Track', 'Sends an event.', 'track', { ...personField, ...trackFields }, tracked),
    group: action(
      'group',
      'Group',
      'Puts the person into a group, in place of the one before.',
      'identify',
      { ...personField, ...groupFields },
      grouped,
    ),
    page: action(
      'page',
      'Page',
      'Sends a page view as an event.',
      'track',
      { ...personField, ...viewFields('Page') },
      tracked,
    ),
    screen: action(
      'screen',
      'Screen',
      'Sends a screen view as an event.',
      'track',
      { ...personField, ...viewFields('Screen') },
      tracked,
    ),
  },
} as unknown as AnyDefinition;

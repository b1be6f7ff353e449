import type { InputField } from '@segment/actions-core';

type Fields = Record<string, InputField>;
type Directive = NonNullable<InputField['default']>;

const field = (
  label: string,
  description: string,
  type: InputField['type'],
  value: Directive,
  required = false,
): InputField => ({ label, description, type, required, default: value });

const path = (at: string): Directive => ({ '@path': at });
const either = (first: string, second: string): Directive => ({
  '@if': { exists: path(first), then: path(first), else: path(second) },
});

/** Whom a call is about: the user ID, or the anonymous ID of somebody who has none yet. */
export const personField: Fields = {
  userId: field(
    'User ID',
    'Identifies the person. Somebody without a user ID is created under the anonymous ID, and joined later by alias.',
    'string',
    either('$.userId', '$.anonymousId'),
    true,
  ),
};

/** What identify sends. */
export const identifyFields: Fields = {
  name: field('Name', 'The full name. It is split into first and last name.', 'string', path('$.traits.name')),
  firstName: field(
    'First Name',
    'Sent as first_name instead of the first word of the name.',
    'string',
    either('$.traits.firstName', '$.traits.first_name'),
  ),
  lastName: field(
    'Last Name',
    'Sent as last_name instead of the rest of the name.',
    'string',
    either('$.traits.lastName', '$.traits.last_name'),
  ),
  email: field('Email', 'Connect needs it for email campaigns.', 'string', path('$.traits.email')),
  phone: field('Phone', 'Sent as phone_number, for text messages and calls.', 'string', path('$.traits.phone')),
  deviceType: field(
    'Device Type',
    'Says whether the device token is an Apple (apns) or an Android (fcm) one.',
    'string',
    path('$.context.device.type'),
  ),
  deviceToken: field(
    'Device Token',
    'The push token of the device, sent as apns or fcm.',
    'string',
    path('$.context.device.token'),
  ),
  timezone: field(
    'Time Zone',
    'An Olson name such as Europe/Vienna; anything else is left out, because Connect takes nothing else.',
    'string',
    either('$.traits.timezone', '$.context.timezone'),
  ),
  traits: field('Traits', 'Everything else that is known, sent as attributes.', 'object', path('$.traits')),
};

/** What track sends. */
export const trackFields: Fields = {
  event: field('Event Name', 'Triggers campaigns and counts towards their goals.', 'string', path('$.event'), true),
  properties: field('Properties', 'Details that filter and fill messages.', 'object', path('$.properties')),
  timestamp: field('Timestamp', 'When it happened.', 'datetime', path('$.timestamp')),
};

/** What page and screen send: an event of their own name. */
export const viewFields = (kind: 'Page' | 'Screen'): Fields => ({
  ...trackFields,
  event: field(
    'Event Name',
    `The name under which a ${kind.toLowerCase()} view is tracked.`,
    'string',
    {
      '@if': {
        exists: path('$.name'),
        then: { '@template': `Viewed {{name}} ${kind}` },
        else: `Viewed a ${kind}`,
      },
    },
    true,
  ),
});

/** What group sends. */
export const groupFields: Fields = {
  groupId: field(
    'Group ID',
    'The group of the person. There is one: the latest replaces the one before.',
    'string',
    path('$.groupId'),
    true,
  ),
  traits: field('Traits', 'What is known about the group.', 'object', path('$.traits')),
};

/** What alias sends. */
export const aliasFields: Fields = {
  userId: field('User ID', 'The ID that the person has from now on.', 'string', path('$.userId'), true),
  previousId: field('Previous ID', 'The ID before the sign-up.', 'string', path('$.previousId'), true),
};

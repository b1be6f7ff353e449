import type { InputField } from '@segment/actions-core';

type Fields = Record<string, InputField>;

const field = (
  label: string,
  description: string,
  type: InputField['type'],
  path: string,
  required = false,
): InputField => ({
  label,
  description,
  type,
  required,
  default: { '@path': path },
});

/** The fields every Windsor call carries. */
export const commonFields: Fields = {
  messageId: field(
    'Message ID',
    'Identifies the event, so that a repeated one can be recognised.',
    'string',
    '$.messageId',
  ),
  timestamp: field('Timestamp', 'When it happened.', 'datetime', '$.timestamp'),
  anonymousId: field('Anonymous ID', 'Identifies a visitor who is not signed in.', 'string', '$.anonymousId'),
  context: field('Context', 'Where the event came from: page, device, library.', 'object', '$.context'),
};

/** The user, optional: Windsor shows an event of a visitor under the anonymous ID. */
export const optionalUser: Fields = {
  userId: field('User ID', 'Identifies the person in your database.', 'string', '$.userId'),
};

/** The user, required. */
export const requiredUser: Fields = {
  userId: field('User ID', 'Identifies the person in your database. Windsor requires it.', 'string', '$.userId', true),
};

/** What identify adds. */
export const identifyFields: Fields = {
  email: field('Email', 'The email address of the person. Windsor requires it.', 'string', '$.traits.email', true),
  name: field('Name', 'The name of the person.', 'string', '$.traits.name'),
  phone: field(
    'Phone',
    'With a phone number Windsor can follow the text messages you send.',
    'string',
    '$.traits.phone',
  ),
  avatar: field('Avatar', 'Address of an image by which the person is easy to recognise.', 'string', '$.traits.avatar'),
  traits: field('Traits', 'Everything else known about the person.', 'object', '$.traits'),
};

/** What track adds. */
export const trackFields: Fields = {
  event: field('Event Name', 'What the person did.', 'string', '$.event', true),
  properties: field('Properties', 'Details of the event.', 'object', '$.properties'),
};

/** What page and screen add: Windsor shows them as tracked events, under this name. */
export const viewFields = (kind: 'Page' | 'Screen'): Fields => ({
  event: {
    label: 'Event Name',
    description: `The name under which the ${kind.toLowerCase()} view is shown.`,
    type: 'string',
    required: true,
    default: {
      '@if': {
        exists: { '@path': '$.name' },
        then: { '@template': `Viewed {{name}} ${kind}` },
        else: `Viewed a ${kind}`,
      },
    },
  },
  name: field('Name', 'Name of the page or screen.', 'string', '$.name'),
  category: field('Category', 'Category of the page or screen.', 'string', '$.category'),
  properties: field('Properties', 'Details, such as URL, title and referrer.', 'object', '$.properties'),
});

/** What group adds. */
export const groupFields: Fields = {
  groupId: field(
    'Group ID',
    'The group the person belongs to. Windsor keeps one group per person: a new one replaces the old.',
    'string',
    '$.groupId',
    true,
  ),
  traits: field('Traits', 'What is known about the group.', 'object', '$.traits'),
};

/** What alias adds. */
export const aliasFields: Fields = {
  previousId: field(
    'Previous ID',
    'The old identity. Windsor merges it into the new one, and that cannot be undone.',
    'string',
    '$.previousId',
    true,
  ),
};

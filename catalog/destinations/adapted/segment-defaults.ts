import type { InputField } from '@segment/actions-core';

type Fields = Record<string, InputField>;
type Directive = { '@path': string };

const at = (path: string): Directive => ({ '@path': path });

/** Where in the event the definition's fields come from, whichever call it is. */
const ANY_CALL: Record<string, string> = {
  user_id: '$.userId',
  anonymous_id: '$.anonymousId',
  timestamp: '$.timestamp',
  event_name: '$.event',
  page_name: '$.name',
  page_category: '$.category',
  screen_name: '$.name',
  properties: '$.properties',
  traits: '$.context.traits',
  group_id: '$.context.groupId',
  ip_address: '$.context.ip',
  locale: '$.context.locale',
  user_agent: '$.context.userAgent',
  timezone: '$.context.timezone',
};

/** The same, where one call has it in another place. */
const OF_CALL: Record<string, Record<string, string>> = {
  sendIdentify: { traits: '$.traits' },
  sendGroup: { traits: '$.traits', group_id: '$.groupId' },
};

/** Fields that are one object of the event's context. */
const CONTEXT: Record<string, string> = {
  application: 'app',
  campaign_parameters: 'campaign',
  device: 'device',
  location: 'location',
  network: 'network',
  operating_system: 'os',
  page: 'page',
  screen: 'screen',
};

/** Keys of the context in Segment's spec, by what the definition calls them. */
export const SPEC_NAMES: Record<string, string> = {
  advertising_id: 'advertisingId',
  adTracking_Enabled: 'adTrackingEnabled',
};

function defaultOf(slug: string, key: string, { properties = {} }: InputField) {
  const part = CONTEXT[key];
  if (part !== undefined)
    return Object.fromEntries(
      Object.keys(properties).map((name) => [name, at(`$.context.${part}.${SPEC_NAMES[name] ?? name}`)]),
    );
  const path = OF_CALL[slug]?.[key] ?? ANY_CALL[key];
  return path === undefined ? undefined : at(path);
}

/** The fields of one of Segment's actions, each with the place in the event that it comes from, where it had no default. */
export function withEventDefaults(slug: string, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => {
      const value = field.default ?? defaultOf(slug, key, field);
      return [key, value === undefined ? field : { ...field, default: value }];
    }),
  );
}

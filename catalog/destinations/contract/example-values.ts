import type { Json, JsonObject } from '@/spec/event';
import { fieldRequired } from '../kit/field-required';
import { SYNC_MODE_KEY, type ActionMetadata, type FieldMetadata } from '../kit/metadata';

/** What stands for the secret `key` of the destination `type` while its code runs; no other text looks like it. */
export const secretValue = (type: string, key: string) => `s3cr3t.${type}.${key}.0123456789`;

const path = (where: string): JsonObject => ({ '@path': where });

/** By what a field is called: what a person would enter. The first that matches. */
const BY_NAME: [RegExp, Json][] = [
  [/e-?mail/i, 'owner@example.com'],
  [/phone|mobile|^to$|^from$/i, '+14155550123'],
  [/url|endpoint|uri|website/i, 'https://hooks.example.com/in'],
  [/host/i, 'example.com'],
  [/domain/i, 'example'],
  [/region/i, 'us-east-1'],
  [/currency/i, 'USD'],
  [/country/i, 'US'],
  [/(^|_)ip(_|$)|ip address/i, '203.0.113.7'],
  [/user.?agent/i, 'Mozilla/5.0'],
  [/timestamp|time|date/i, '2026-11-21T09:30:00.000Z'],
  [/arn/i, 'arn:aws:iam::123456789012:role/example'],
];

/** The same for a field that a mapping fills from the event. */
const MAPPED: [RegExp, string][] = [
  [/^e-?mail|email_?address|emails?$/i, '$.context.traits.email'],
  [/phone/i, '$.context.traits.phone'],
  [
    /(user|customer|contact|external|profile|person|player|visitor).?_?id$|distinct_?id|identity|unique_?id/i,
    '$.userId',
  ],
  [/anonymous/i, '$.anonymousId'],
  [/message.?id|event.?id|transaction.?id|idempotency|dedup|insert.?id/i, '$.messageId'],
  [/event.?(name|type|action)|^event$|activity.?name/i, '$.event'],
  [/group.?id|account.?id|company.?id|organi[sz]ation.?id/i, '$.groupId'],
  [/first.?name/i, '$.context.traits.firstName'],
  [/last.?name/i, '$.context.traits.lastName'],
  [/timestamp|time|date/i, '$.timestamp'],
  [/currency/i, '$.properties.currency'],
  [/order.?id/i, '$.properties.order_id'],
  [/revenue|total|amount|price|value/i, '$.properties.revenue'],
];

const named = <T>(table: [RegExp, T][], { key, label }: FieldMetadata): T | undefined =>
  table.find(([pattern]) => pattern.test(key) || pattern.test(label))?.[1];

/** What a person would enter for `field` as a fixed value. */
export function literalFor(field: FieldMetadata): Json {
  const { key, type, format, choices, minimum } = field;
  if (choices?.[0]) return choices[0].value;
  if (type === 'boolean') return true;
  if (type === 'number' || type === 'integer') return minimum ?? 7;
  if (type === 'datetime') return '2026-11-21T09:30:00.000Z';
  if (type === 'object') return {};
  if (format === 'uri') return 'https://hooks.example.com/in';
  if (format === 'email') return 'owner@example.com';
  if (format === 'hostname') return 'example.com';
  if (format === 'uuid') return '00000000-0000-4000-8000-000000000001';
  return named(BY_NAME, field) ?? (/id$/i.test(key) ? '1234567' : `example-${key}`);
}

/** The settings that a person would enter: defaults, what is required, and every secret. */
export function exampleSettings(type: string, fields: FieldMetadata[]): JsonObject {
  const entered = fields.flatMap((field): [string, Json][] => {
    if (field.default !== undefined && field.type !== 'password') return [[field.key, field.default]];
    if (field.type === 'password' && !field.multiple && field.format !== 'uuid')
      return [
        [field.key, `${/url$/i.test(field.key) ? 'https://hooks.example.com/' : ''}${secretValue(type, field.key)}`],
      ];
    if (!field.required && field.type !== 'password') return [];
    return [[field.key, field.multiple ? [literalFor(field)] : literalFor(field)]];
  });
  return Object.fromEntries(entered);
}

function exampleField(field: FieldMetadata, mapping: JsonObject): Json | undefined {
  const { default: value, properties = [], type, multiple, choices } = field;
  const needed = fieldRequired(field, mapping);
  const empty = value === undefined || value === '';
  if (!empty && (type !== 'object' || JSON.stringify(value).includes('"@'))) return value;
  if (type === 'object' && properties.length > 0) {
    const inner = exampleFields(properties, (empty ? {} : value) as JsonObject);
    if (!needed && empty) return undefined;
    return multiple ? [inner] : inner;
  }
  if (!empty) return value;
  if (!needed) return undefined;
  if (type === 'object') return multiple ? path('$.properties.products') : path('$.properties');
  const from = choices || field.fixed ? undefined : named(MAPPED, field);
  const one = from === undefined || type === 'boolean' ? literalFor(field) : path(from);
  return multiple ? [one] : one;
}

function exampleFields(fields: FieldMetadata[], given: JsonObject): JsonObject {
  const made = { ...given };
  for (const field of fields) {
    if (made[field.key] !== undefined) continue;
    const value = exampleField(field, made);
    if (value !== undefined) made[field.key] = value;
  }
  return made;
}

/** The mapping that a person would make: `given` (of a preset, say), the defaults, and what is required beside them. */
export function exampleMapping(action: ActionMetadata, given: JsonObject): JsonObject {
  const sync: JsonObject = action.syncMode ? { [SYNC_MODE_KEY]: action.syncMode.default } : {};
  return exampleFields(action.fields, { ...sync, ...given });
}

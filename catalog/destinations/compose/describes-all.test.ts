import { describe, expect, it } from 'vitest';
import type { FieldMetadata } from '../kit/metadata';
import { destinationCatalog, findDestinationType } from '../registry';
import { packagedDefinitions } from './packaged';

// The composed catalog against the definitions it was composed from, read here without the code that describes them.

interface RawField {
  type: string;
  choices?: unknown;
  default?: unknown;
  required?: unknown;
  dynamic?: boolean;
  allowNull?: boolean;
  unsafe_hidden?: boolean;
  depends_on?: unknown;
  properties?: Record<string, RawField>;
}

const PACKAGED = packagedDefinitions().flatMap((one) => {
  const listed = findDestinationType(one.type);
  return listed && listed.source.kind !== 'ours' ? [{ ...one, listed }] : [];
});

/** Every field below `fields`, with the path to it. */
const flat = (fields: FieldMetadata[], path = ''): [string, FieldMetadata, FieldMetadata[]][] =>
  fields.flatMap((field) => [
    [`${path}${field.key}`, field, fields] as [string, FieldMetadata, FieldMetadata[]],
    ...flat(field.properties ?? [], `${path}${field.key}.`),
  ]);
const flatRaw = (fields: Record<string, RawField>, path = ''): [string, RawField][] =>
  Object.entries(fields).flatMap(([key, field]) => [
    [`${path}${key}`, field] as [string, RawField],
    ...flatRaw(field.properties ?? {}, `${path}${key}.`),
  ]);

const valueOf = (choice: unknown) => (typeof choice === 'object' ? (choice as { value: unknown }).value : choice);

function compare(type: string, raw: Record<string, RawField>, described: FieldMetadata[]) {
  const theirs = flatRaw(raw);
  const ours = flat(described);
  expect(
    ours.map(([path]) => path),
    type,
  ).toEqual(theirs.map(([path]) => path));
  for (const [index, [path, field]] of ours.entries()) {
    const given = theirs[index]?.[1];
    const asked = `${type} ${path}`;
    if (field.type !== 'password')
      expect([field.type === given?.type, given?.type], asked).not.toEqual([false, 'text']);
    const choices = Array.isArray(given?.choices) && given.choices.length > 0 ? given.choices.map(valueOf) : undefined;
    expect(
      field.choices?.map(({ value }) => value),
      asked,
    ).toEqual(choices);
    expect(field.default, asked).toEqual(given?.default);
    expect(field.required, asked).toBe(given?.required === true);
    expect(field.requiredWhen !== undefined, asked).toBe(typeof given?.required === 'object');
    expect(field.shownWhen !== undefined, asked).toBe(given?.depends_on !== undefined);
    expect(field.dynamic === true, asked).toBe(given?.dynamic === true);
    expect(field.nullable === true, asked).toBe(given?.allowNull === true);
    expect(field.hidden === true, asked).toBe(given?.unsafe_hidden === true);
  }
}

describe('the composed catalog', () => {
  it('describes every setting as its definition has it', () => {
    for (const { type, definition, listed } of PACKAGED) {
      const raw = definition.mode === 'device' ? definition.settings : definition.authentication?.fields;
      compare(type, (raw ?? {}) as unknown as Record<string, RawField>, listed.settings);
    }
  });

  it('describes every field of every action as its definition has it, however deep', () => {
    for (const { type, definition, listed } of PACKAGED) {
      expect(
        listed.actions.map(({ slug }) => slug),
        type,
      ).toEqual(Object.keys(definition.actions));
      for (const { slug, fields, hidden, batches, syncMode } of listed.actions) {
        const raw = definition.actions[slug];
        compare(`${type} ${slug}`, raw?.fields as unknown as Record<string, RawField>, fields);
        expect(hidden, `${type} ${slug}`).toBe(raw?.hidden === true);
        expect(batches, `${type} ${slug}`).toBe(typeof raw?.performBatch === 'function');
        expect(syncMode?.default, `${type} ${slug}`).toEqual(raw?.syncMode?.default);
      }
    }
  });

  // Twilio's definition asks about "channels", where the field is "channel"; what is not there "is not" anything, so it shows.
  const MISSPELT = ['twilio-messaging channels'];

  it('asks in conditions only about fields that there are, or the sync mode of an action that has one', () => {
    for (const { type } of destinationCatalog()) {
      const { settings = [], actions = [] } = findDestinationType(type) ?? {};
      const groups = [{ fields: settings, syncMode: undefined }, ...actions];
      for (const { fields, syncMode } of groups) {
        for (const [path, field, beside] of flat(fields)) {
          const known = [...fields, ...beside].map(({ key }) => key);
          const parts = [field.shownWhen, field.requiredWhen].flatMap((one) => one?.conditions ?? []);
          for (const { about, field: key } of parts) {
            if (about === 'syncMode') expect(syncMode, `${type} ${path}`).toBeDefined();
            else if (!MISSPELT.includes(`${type} ${key}`)) {
              expect(known, `${type} ${path}`).toContain(key.split('.')[0]);
            }
          }
        }
      }
    }
  });
});

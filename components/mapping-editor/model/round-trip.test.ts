import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DestinationMetadata, FieldMetadata } from '../../../catalog/destinations/kit/metadata';
import type { Json, JsonObject } from '../../../spec/event';
import { textOfValue, valueOfRetyped, valueOfText } from './token-text';
import { unwrap, wrapIn, FUNCTIONS } from './functions';
import { formOfValue } from './value-form';

const TYPES = 'build/catalog/types';

function everyType(): DestinationMetadata[] {
  return readdirSync(TYPES).map((file) => JSON.parse(readFileSync(`${TYPES}/${file}`, 'utf8')) as DestinationMetadata);
}

/** The value as its form says it, through every level that has a form. */
function rebuilt(value: Json): Json | undefined {
  const form = formOfValue(value);
  switch (form.kind) {
    case 'null':
      return null;
    case 'exact':
      return form.text;
    case 'text':
      // As if a character had been typed and taken back.
      return valueOfRetyped(form.text, value, 'string');
    case 'function':
      return { [form.name]: rebuiltWithin(form.argument) };
    case 'list':
      return form.items.map((item) => rebuilt(item) ?? null);
    case 'object':
      return rebuiltWithin(form.entries);
    case 'json':
      return value;
  }
}

function rebuiltWithin(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => rebuilt(item) ?? null);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rebuilt(inner) ?? null]));
}

function* defaultsOf(fields: readonly FieldMetadata[]): Generator<Json> {
  for (const field of fields) {
    if (field.default !== undefined) yield field.default;
    yield* defaultsOf(field.properties ?? []);
  }
}

describe('the forms of values', () => {
  const types = everyType();
  const presets = types.flatMap((type) =>
    type.presets.map((preset) => [`${type.type}: ${preset.name}`, preset] as const),
  );

  it('give every mapping of the catalog back byte for byte', () => {
    expect(presets.length).toBeGreaterThan(300);
    for (const [name, { mapping }] of presets)
      expect(JSON.stringify(rebuiltWithin(mapping)), name).toBe(JSON.stringify(mapping));
  });

  it('give every default of the catalog back byte for byte, through a form rather than as JSON', () => {
    let whole = 0;
    let all = 0;
    for (const type of types) {
      for (const value of type.actions.flatMap((action) => [...defaultsOf(action.fields)])) {
        all += 1;
        if (formOfValue(value).kind === 'json') whole += 1;
        expect(JSON.stringify(rebuilt(value)), `${type.type} ${JSON.stringify(value)}`).toBe(JSON.stringify(value));
      }
    }
    expect(all).toBeGreaterThan(3000);
    expect(whole).toBe(0);
  });

  it.each<[string, JsonObject]>([
    ['a path with brackets', { '@path': "$.properties['a b'].c" }],
    ['a path without $.', { '@path': 'properties.a' }],
    ['a path that a function computes', { '@path': { '@template': 'x' } }],
    ['three braces', { '@template': '{{{properties.a}}}' }],
    ['a template of one variable', { '@template': '{{properties.a}}' }],
    ['a template without variables', { '@template': 'plain' }],
    ['metadata beside a directive', { '@if': { exists: 1, then: 2 }, _metadata: { a: 1 } }],
    ['two directives in one', { '@path': '$.a', '@template': 'b' }],
    ['a directive nobody knows', { '@unheard': { of: 1 } }],
    ['@transform', { '@transform': { apply: { a: { '@path': '$.b' } }, mapping: { c: { '@path': '$.a' } } } }],
    ['@excludeWhenNull', { '@excludeWhenNull': { '@path': '$.a' } }],
    ['an @if that is not one', { '@if': 'no' }],
    ['__proto__ as a key', JSON.parse('{"__proto__": {"@path": "$.a"}, "constructor": 1}') as JsonObject],
  ])('keep %s when nothing is touched', (_, value) => {
    expect(JSON.stringify(rebuilt(value))).toBe(JSON.stringify(value));
  });
});

describe('the text of a value', () => {
  it('is a property in braces, the whole event as $', () => {
    expect(textOfValue({ '@path': '$.properties.total' })).toBe('{{properties.total}}');
    expect(textOfValue({ '@path': '$.' })).toBe('{{$}}');
    expect(valueOfText('{{$}}', 'object')).toEqual({ '@path': '$.' });
  });

  it('stays the stored value when it is typed back, however that spells its path', () => {
    expect(valueOfRetyped('{{properties.a}}', { '@path': 'properties.a' }, 'string')).toEqual({
      '@path': 'properties.a',
    });
    expect(valueOfRetyped('{{properties.b}}', { '@path': 'properties.a' }, 'string')).toEqual({
      '@path': '$.properties.b',
    });
    expect(valueOfRetyped('12', 12, 'string')).toBe(12);
  });

  it('makes exactly one variable a path, anything around it a template', () => {
    expect(valueOfText('{{traits.email}}', 'string')).toEqual({ '@path': '$.traits.email' });
    expect(valueOfText('{{traits.email}} ', 'string')).toEqual({ '@template': '{{traits.email}} ' });
    expect(valueOfText('{{a}}{{b}}', 'string')).toEqual({ '@template': '{{a}}{{b}}' });
    expect(valueOfText('{{half', 'string')).toBe('{{half');
  });

  it('keeps braces as characters where only fixed values are allowed', () => {
    expect(valueOfText('{{a}}', 'string', true)).toBe('{{a}}');
    expect(formOfValue('{{a}}')).toEqual({ kind: 'exact', text: '{{a}}' });
  });

  it('is a number or a yes only where the field wants one', () => {
    expect(valueOfText('12', 'integer')).toBe(12);
    expect(valueOfText('12', 'string')).toBe('12');
    expect(valueOfText('true', 'boolean')).toBe(true);
    expect(valueOfText('maybe', 'boolean')).toBe('maybe');
    expect(valueOfText('', 'number')).toBeUndefined();
  });
});

it('a function put around a value and taken away again leaves the value', () => {
  const value = { '@path': '$.properties.list' };
  for (const { name } of FUNCTIONS) {
    if (name === '@liquid') continue;
    const wrapped = wrapIn(name, value) as JsonObject;
    expect(formOfValue(wrapped), name).toMatchObject({ kind: 'function', name });
    expect(unwrap(name, wrapped[name] ?? null), name).toEqual(value);
  }
});

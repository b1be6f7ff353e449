import { describe, expect, it } from 'vitest';
import type { FieldMetadata } from '../../catalog/destinations/kit/metadata';
import type { Json } from '../../spec/event';
import { checkValues, missingRequired } from './settings-of-fields';

const field = (part: Partial<FieldMetadata>): FieldMetadata => ({
  key: 'x',
  label: 'X',
  description: '',
  type: 'string',
  required: false,
  multiple: false,
  ...part,
});
const check = (part: Partial<FieldMetadata>, value: Json) => checkValues([field(part)], { x: value });

describe('checkValues', () => {
  it('turns what a form sends into the type of the field', () => {
    expect(check({ type: 'number' }, '1.5').set).toEqual({ x: 1.5 });
    expect(check({ type: 'boolean' }, 'false').set).toEqual({ x: false });
    expect(check({}, '  trimmed ').set).toEqual({ x: 'trimmed' });
    expect(check({ type: 'password' }, ' kept as typed ').set).toEqual({ x: ' kept as typed ' });
    expect(check({ multiple: true }, ['a', '', ' b ']).set).toEqual({ x: ['a', 'b'] });
  });

  it.each<[Partial<FieldMetadata>, Json]>([
    [{ type: 'number' }, 'ten'],
    [{ type: 'integer' }, 1.5],
    [{ type: 'boolean' }, 'perhaps'],
    [{ type: 'object' }, ['a']],
    [{ type: 'string' }, { a: 1 }],
    [{ type: 'datetime' }, 'soon'],
    [{ format: 'uri' }, 'example.com'],
    [{ format: 'uri' }, 'javascript:alert(1)'],
    [{ choices: [{ label: 'US', value: 'us' }] }, 'eu'],
    [{ multiple: true, type: 'number' }, [1, 'x']],
    [{}, 'x'.repeat(10_001)],
  ])('refuses what does not fit %o: %o', (part, value) => {
    const checked = check(part, value);
    expect(checked.errors.x).toEqual(expect.any(String));
    expect(checked.set).toEqual({});
  });

  it('takes an empty value for "clear it", and a key nobody knows for a mistake, even __proto__', () => {
    for (const empty of ['', '  ', null, []]) expect(check({}, empty).clear).toEqual(['x']);
    const hostile = JSON.parse('{"__proto__": {"admin": true}}') as Record<string, Json>;
    expect(Object.keys(checkValues([field({})], hostile).errors)).toEqual(['__proto__']);
    expect(checkValues([field({})], hostile).set).toEqual({});
    expect(checkValues([field({})], { y: 1 }).errors).toEqual({ y: 'This destination has no such setting.' });
  });
});

it('finds the required fields that neither a value nor a stored secret fills', () => {
  const fields = [
    field({ key: 'a', label: 'A', required: true }),
    field({ key: 'b', label: 'B', required: true }),
    field({ key: 'c' }),
  ];
  expect(missingRequired(fields, { a: ' ' }, new Set(['b']))).toEqual({ a: 'A is required.' });
  expect(missingRequired(fields, { a: 0 }, new Set(['b']))).toEqual({});
});

import { expect, it } from 'vitest';
import type { JsonObject } from '@/spec/event';
import { SYNC_MODE_KEY, type ActionMetadata, type FieldMetadata } from '../metadata';
import { mappingNeeds } from './mapping-needs';

const field = (key: string, part: Partial<FieldMetadata> = {}): FieldMetadata => ({
  ...{ key, label: key.toUpperCase(), description: '', type: 'string', required: true, multiple: false },
  ...part,
});
const needs = (fields: FieldMetadata[], mapping: JsonObject, syncMode?: ActionMetadata['syncMode']) =>
  mappingNeeds({ fields, ...(syncMode && { syncMode }) }, mapping).map(({ path }) => path);

it('names the required fields that a mapping leaves empty', () => {
  const fields = [field('a'), field('b'), field('c'), field('d', { required: false })];
  expect(mappingNeeds({ fields }, { a: { '@path': '$.a' }, b: '' })).toEqual([
    { path: 'b', label: 'B', message: 'B is required.' },
    { path: 'c', label: 'C', message: 'C is required.' },
  ]);
  expect(needs(fields, { a: 0, b: false, c: 'x' })).toEqual([]);
  expect(needs([field('n', { nullable: true }), field('m')], { n: null, m: null })).toEqual(['m']);
  expect(needs([field('l', { multiple: true })], { l: [] })).toEqual(['l']);
});

it('asks for what is required only in the sync mode, or with the value, that the mapping has', () => {
  const when = (about: 'field' | 'syncMode', name: string, value: string) =>
    field('id', {
      required: false,
      requiredWhen: { match: 'all', conditions: [{ field: name, about, operator: 'is', value }] },
    });
  expect(needs([when('syncMode', 'syncMode', 'update')], { [SYNC_MODE_KEY]: 'update' })).toEqual(['id']);
  expect(needs([when('syncMode', 'syncMode', 'update')], { [SYNC_MODE_KEY]: 'add' })).toEqual([]);
  expect(needs([when('field', 'kind', 'mail')], { kind: 'mail' })).toEqual(['id']);
  expect(needs([when('field', 'kind', 'mail')], { kind: { '@path': '$.kind' } }), 'hangs on the event').toEqual([]);
});

it('looks into a required object that is mapped field by field, not into one that comes whole', () => {
  const inner = field('email', {
    required: false,
    requiredWhen: { match: 'all', conditions: [{ field: 'kind', about: 'field', operator: 'is', value: 'mail' }] },
  });
  const fields = [field('person', { type: 'object', properties: [field('id'), inner] })];
  expect(needs(fields, { person: { name: 'x' }, kind: 'mail' })).toEqual(['person.id', 'person.email']);
  expect(needs(fields, { person: { '@path': '$.traits' } })).toEqual([]);
  expect(needs([{ ...fields[0], required: false } as FieldMetadata], { person: { name: 'x' } })).toEqual([]);
});

it('names a value that is no choice of its field, and a way of writing that the action has not', () => {
  const region = field('region', { required: false, choices: [{ label: 'US', value: 'us' }] });
  expect(mappingNeeds({ fields: [region] }, { region: 'mars' })).toEqual([
    { path: 'region', label: 'REGION', message: '“mars” is no choice of REGION. Choose another value.' },
  ]);
  expect(needs([region], { region: 'us' })).toEqual([]);
  expect(needs([region], { region: { '@path': '$.region' } })).toEqual([]);
  expect(needs([{ ...region, multiple: true }], { region: ['us', 'mars'] })).toEqual(['region']);
  const mode = { label: 'How', description: '', default: 'add', choices: [{ label: 'Add', value: 'add' }] };
  expect(needs([], {}, mode)).toEqual([SYNC_MODE_KEY]);
  expect(needs([], { [SYNC_MODE_KEY]: 'add' }, mode)).toEqual([]);
});

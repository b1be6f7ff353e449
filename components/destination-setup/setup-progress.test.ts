import { expect, it } from 'vitest';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { SetupType } from './new-destination';
import { countMissing, setupSteps } from './setup-progress';

const field = (key: string, part: Partial<FieldMetadata> = {}): FieldMetadata => ({
  ...{ key, label: key, description: '', type: 'string', required: true, multiple: false },
  ...part,
});
const TYPE: SetupType = {
  ...{ type: 'x', name: 'X', device: false, oauth: false, canTest: false, keyHelp: null, regions: null },
  ...{
    settings: [field('apiKey')],
    setup: [],
    presets: [{ name: 'Track', takes: 'Track events', suggested: false, needs: [] }],
  },
};
const SAID = { named: true, nameTaken: false, missing: 0, chosen: 1, errors: {} };
const states = (type: SetupType, said: Partial<typeof SAID>) =>
  Object.fromEntries(setupSteps(type, { ...SAID, ...said }).map(({ id, state }) => [id, state]));

it('counts what is still to be filled in: neither optional, nor stored, nor not asked for', () => {
  const when = {
    match: 'all' as const,
    conditions: [{ field: 'a', about: 'field' as const, operator: 'is' as const, value: 'x' }],
  };
  const fields = [field('a'), field('b', { required: false }), field('c', { shownWhen: when }), field('d')];
  expect(countMissing(fields, {})).toBe(2);
  expect(countMissing(fields, { a: 'x' }, new Set(['d']))).toBe(1);
  expect(countMissing(fields, { a: 'y', d: 0 })).toBe(0);
});

it('says of each part whether it is done, open, or refused', () => {
  expect(states(TYPE, {})).toEqual({
    ...{ source: 'delivered', connection: 'delivered', mappings: 'delivered', create: 'pending' },
  });
  expect(states(TYPE, { nameTaken: true }).source).toBe('failed');
  expect(states(TYPE, { missing: 2 }).connection).toBe('pending');
  expect(states(TYPE, { errors: { 'settings.apiKey': 'No.' } }).connection).toBe('failed');
  expect(states({ ...TYPE, oauth: true }, {}).connection, 'an account is still to be connected').toBe('pending');
  expect(states({ ...TYPE, settings: [] }, {})).not.toHaveProperty('connection');
});

import { expect, it } from 'vitest';
import { SYNC_MODE_KEY, type FieldCondition } from '../metadata';
import { conditionHolds } from './field-condition';

type Question = FieldCondition['conditions'][number];
const about = (field: string, value: Question['value'], operator: Question['operator'] = 'is'): Question => ({
  field,
  about: 'field',
  operator,
  value,
});
const when = (match: 'all' | 'any', ...conditions: Question[]): FieldCondition => ({ match, conditions });

it('compares by exact value, lists as any of them, and null as nothing there', () => {
  expect(conditionHolds(when('all', about('a', 1)), { a: 1 })).toBe(true);
  expect(conditionHolds(when('all', about('a', 1)), { a: '1' })).toBe(false);
  expect(conditionHolds(when('all', about('a', ['x', 'y'])), { a: 'y' })).toBe(true);
  expect(conditionHolds(when('all', about('a', null)), {})).toBe(true);
  expect(conditionHolds(when('all', about('a', null, 'is_not')), { a: { '@path': '$.a' } })).toBe(true);
  expect(conditionHolds(when('all', about('a.b', 'x')), { a: { b: 'x' } })).toBe(true);
});

it('does not guess what an event will bring', () => {
  const computed = { a: { '@path': '$.a' }, b: 'x' };
  expect(conditionHolds(when('all', about('a', 'x')), computed)).toBeUndefined();
  expect(conditionHolds(when('all', about('a', 'x'), about('b', 'y')), computed)).toBe(false);
  expect(conditionHolds(when('any', about('a', 'x'), about('b', 'x')), computed)).toBe(true);
  expect(conditionHolds(when('any', about('a', 'x'), about('b', 'y')), computed)).toBeUndefined();
});

it('asks about the sync mode where the question is about it', () => {
  const question: Question = { field: 'syncMode', about: 'syncMode', operator: 'is', value: 'add' };
  expect(conditionHolds(when('all', question), { [SYNC_MODE_KEY]: 'add' })).toBe(true);
  expect(conditionHolds(when('all', question), { [SYNC_MODE_KEY]: 'update' })).toBe(false);
});

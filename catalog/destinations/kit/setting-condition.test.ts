import { expect, it } from 'vitest';
import type { FieldMetadata } from './metadata';
import { settingRequired, settingShown } from './setting-condition';

const field = (part: Partial<FieldMetadata>): FieldMetadata => ({
  ...{ key: 'x', label: 'X', description: '', type: 'string', required: true, multiple: false },
  ...part,
});
const when = (value: string | null | (string | null)[], operator: 'is' | 'is_not' = 'is') => ({
  match: 'all' as const,
  conditions: [{ field: 'mechanism', about: 'field' as const, operator, value }],
});

it('shows and requires a setting only while the others ask for it', () => {
  const key = field({ shownWhen: when('aws') });
  expect(settingShown(key, { mechanism: 'aws' })).toBe(true);
  expect(settingRequired(key, { mechanism: 'aws' })).toBe(true);
  expect(settingShown(key, { mechanism: 'plain' })).toBe(false);
  expect(settingRequired(key, { mechanism: 'plain' }), 'what is not asked for need not be given').toBe(false);
  const optional = field({ required: false, requiredWhen: when(['a', 'b']) });
  const mechanisms = ['', 'a', 'c'];
  expect(mechanisms.map((mechanism) => settingRequired(optional, { mechanism }))).toEqual([false, true, false]);
});

it('takes null for "has no value", understands is_not and any, and never shows what is hidden', () => {
  expect(settingShown(field({ shownWhen: when(null) }), { mechanism: '' })).toBe(true);
  expect(settingShown(field({ shownWhen: when(null, 'is_not') }), {})).toBe(false);
  const either = { match: 'any' as const, conditions: [...when('a').conditions, ...when('b').conditions] };
  expect(settingShown(field({ shownWhen: either }), { mechanism: 'b' })).toBe(true);
  expect(settingShown(field({ hidden: true }), {})).toBe(false);
});

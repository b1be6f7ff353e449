import { describe, expect, it } from 'vitest';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import { plainField } from '../value/value-props';
import { sameRow, type FieldRowProps } from './same-row';

const onChange = () => undefined;

function aRow(change: Partial<FieldRowProps> = {}): FieldRowProps {
  return {
    field: FIELD,
    path: 'city',
    depth: 0,
    value: 'Berlin',
    mapping: { city: 'Berlin', country: 'Germany' },
    problems: new Map(),
    result: 'Berlin',
    startOpen: false,
    onChange,
    ...change,
  };
}

const FIELD = plainField('city');
const asking = (change: Partial<FieldMetadata>): FieldMetadata => plainField('city', change);
const inGermany: FieldMetadata['requiredWhen'] = {
  match: 'all',
  conditions: [{ about: 'field', field: 'country', operator: 'is', value: 'Germany' }],
};

describe('a row of the mapping editor', () => {
  it('is not drawn again for what is typed into another field', () => {
    expect(sameRow(aRow(), aRow({ mapping: { city: 'Berlin', country: 'Germany!' } }))).toBe(true);
  });

  it('is not drawn again for a new list of the same problems', () => {
    const problems = () => new Map([['', 'City is required.']]);
    expect(sameRow(aRow({ problems: problems() }), aRow({ problems: problems() }))).toBe(true);
  });

  it.each<[string, Partial<FieldRowProps>]>([
    ['its value', { value: 'Bern' }],
    ['what came out of the sample', { result: 'Bern' }],
    ['a problem of its own', { problems: new Map([['', 'City is required.']]) }],
    ['a problem inside it', { problems: new Map([['name', 'Name is required.']]) }],
    ['its definition', { field: plainField('city') }],
    ['how it is changed', { onChange: () => undefined }],
  ])('is drawn again for %s', (_what, change) => {
    expect(sameRow(aRow(), aRow(change))).toBe(false);
  });

  it.each<[string, FieldMetadata]>([
    ['is required', asking({ requiredWhen: inGermany })],
    ['is shown', asking({ shownWhen: inGermany })],
    ['holds a field that is required', asking({ properties: [asking({ requiredWhen: inGermany })] })],
  ])('that %s by a condition is drawn again when the answer changes, and only then', (_what, field) => {
    const before = aRow({ field, mapping: { country: 'Germany', note: 'a' } });
    expect(sameRow(before, aRow({ field, mapping: { country: 'Germany', note: 'ab' } }))).toBe(true);
    expect(sameRow(before, aRow({ field, mapping: { country: 'France', note: 'a' } }))).toBe(false);
  });
});

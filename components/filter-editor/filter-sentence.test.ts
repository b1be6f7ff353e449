import { expect, it } from 'vitest';
import { filterVerb } from './filter-sentence';

it('says in words what a filter of any kind does', () => {
  expect(filterVerb([{ type: 'DROP' }])).toBe('Do not send events');
  expect(
    filterVerb([
      { type: 'SAMPLE', percent: 0.125 },
      { type: 'DROP_PROPERTIES', fields: { traits: ['ssn'], '': ['userId'] } },
    ]),
  ).toBe('Send 12.5 % of events, then send events without traits.ssn, userId');
});

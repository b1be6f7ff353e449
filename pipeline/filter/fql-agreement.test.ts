import {
  generateFql,
  parseFql as referenceParse,
  validate,
  type Subscription,
} from '@segment/destination-subscriptions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/spec/event';
import { compileFql } from './compile-fql';

// Where Segment's own package for triggers is right, we agree with it. Left out, because it is wrong there (it
// ignores what it cannot read, compares numbers with text, and says "does not contain" is false for a number).

const word = fc.constantFrom('Order', 'Order Completed', 'Completed', 'Pro', 'pro', '', 'a b', '42', 'true');
const field = fc.constantFrom('plan', 'total', 'first name', 'nested.plan');
const value = fc.oneof(
  word,
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, min: -5, max: 5 }),
  fc.boolean(),
  fc.constant(null),
);

const textCondition = fc.record({
  type: fc.constantFrom('event' as const, 'name' as const, 'userId' as const),
  operator: fc.constantFrom(
    '=' as const,
    '!=' as const,
    'contains' as const,
    'starts_with' as const,
    'ends_with' as const,
  ),
  value: word,
});
const typeCondition = fc.record({
  type: fc.constant('event-type' as const),
  operator: fc.constantFrom('=' as const, '!=' as const),
  value: fc.constantFrom('track', 'identify', 'page'),
});
const fieldCondition = fc
  .tuple(fc.constantFrom('event-property' as const, 'event-trait' as const, 'event-context' as const), field)
  .chain(([type, name]) =>
    fc
      .oneof(
        fc.record({
          operator: fc.constantFrom(
            '=' as const,
            '!=' as const,
            'contains' as const,
            'starts_with' as const,
            'ends_with' as const,
          ),
          value: word,
        }),
        fc.record({
          operator: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const, 'number_equals' as const),
          value: fc.integer({ min: -3, max: 3 }),
        }),
        fc.record({
          operator: fc.constantFrom('exists' as const, 'not_exists' as const, 'is_true' as const, 'is_false' as const),
        }),
      )
      .map((rest) => ({ type, name, ...rest })),
  );
const leaf = fc.oneof(typeCondition, textCondition, fieldCondition);
const operator = fc.constantFrom('and' as const, 'or' as const);
const group = fc.record({
  type: fc.constant('group' as const),
  operator,
  children: fc.array(leaf, { minLength: 1, maxLength: 3 }),
});
const ast = fc.record({
  type: fc.constant('group' as const),
  operator,
  children: fc.array(fc.oneof(leaf, group), { minLength: 1, maxLength: 4 }),
});

const part = fc.record(
  { plan: value, total: value, 'first name': value, nested: fc.record({ plan: value }) },
  { requiredKeys: [] },
);
const event = fc.record(
  {
    type: fc.constantFrom('track', 'identify', 'page'),
    event: word,
    name: word,
    userId: fc.oneof(word, fc.constant(null)),
    properties: part,
    traits: part,
    context: part,
  },
  { requiredKeys: ['type', 'context'] },
);

describe('our engine and @segment/destination-subscriptions', () => {
  it('agree on every trigger that the mapping editor can make', () => {
    fc.assert(
      fc.property(ast, event, (condition, data) => {
        const text = generateFql(condition);
        expect({ text, holds: compileFql(text)(data as JsonObject) }).toEqual({
          text,
          holds: validate(condition as Subscription, data),
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('agree on the text of a trigger, too, where its parser reads it whole', () => {
    const flat = fc.record({
      type: fc.constant('group' as const),
      operator,
      children: fc.array(leaf, { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(flat, event, (condition, data) => {
        const text = generateFql(condition);
        fc.pre(!text.includes('\\')); // its parser keeps the backslash in the name
        expect({ text, holds: compileFql(text)(data as JsonObject) }).toEqual({
          text,
          holds: validate(referenceParse(text), data),
        });
      }),
      { numRuns: 1000 },
    );
  });
});

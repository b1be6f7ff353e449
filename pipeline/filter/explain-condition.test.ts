import { describe, expect, it } from 'vitest';
import { compileFql } from './compile-fql';
import { explainCondition } from './explain-condition';

const event = { type: 'track', event: "Ana's order", properties: { total: 9, 'a.b': { c: [1] } } };

describe('explainCondition', () => {
  it('says of each part whether it holds, and what the event has there', () => {
    expect(explainCondition("type = 'track' and (properties.total > 10 or event = 'x')", event)).toEqual({
      kind: 'all',
      text: "type = 'track' and (properties.total > 10 or event = 'x')",
      holds: false,
      found: [],
      parts: [
        { kind: 'one', text: "type = 'track'", holds: true, found: [{ path: 'type', value: 'track' }], parts: [] },
        {
          kind: 'any',
          text: "properties.total > 10 or event = 'x'",
          holds: false,
          found: [],
          parts: [
            {
              kind: 'one',
              text: 'properties.total > 10',
              holds: false,
              found: [{ path: 'properties.total', value: 9 }],
              parts: [],
            },
            {
              kind: 'one',
              text: "event = 'x'",
              holds: false,
              found: [{ path: 'event', value: "Ana's order" }],
              parts: [],
            },
          ],
        },
      ],
    });
  });

  it.each([
    'all',
    "event = 'Ana\\'s order'",
    "!(type = 'page' or contains(event, 'order'))",
    "type in ['track', 'page'] and length(event) >= 3",
    'properties.a\\.b.c.0 = 1',
    "match(event, 'Ana*') and userId = null",
    'lowercase(event) != "x"',
  ])('writes %s so that it means the same, and agrees with the pipeline', (text) => {
    const explained = explainCondition(text, event);
    expect(explained?.holds).toBe(compileFql(text)(event));
    expect(compileFql(explained?.text ?? '')(event)).toBe(explained?.holds);
  });

  it('takes a part that cannot be evaluated as one that does not hold, and a wrong text as none', () => {
    expect(explainCondition('properties.total and true', event)).toMatchObject({
      holds: false,
      parts: [
        { text: 'properties.total', holds: false, found: [{ path: 'properties.total', value: 9 }] },
        { holds: true },
      ],
    });
    expect(explainCondition('type = ', event)).toBeNull();
  });
});

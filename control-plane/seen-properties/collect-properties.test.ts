import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../spec/event';
import { collectProperties } from './collect-properties';

const paths = (events: JsonObject[]) => collectProperties(events).map(({ path }) => path);

describe('the properties of events', () => {
  it('are paths with the newest example and in how many events they are, most frequent first', () => {
    const found = collectProperties([
      { userId: 'u_1', properties: { total: 20, coupon: null } },
      { userId: 'u_2', properties: { total: 12, coupon: 'SPRING' } },
      { userId: 'u_3' },
    ]);
    expect(found).toEqual([
      { path: 'userId', type: 'string', example: 'u_1', seen: 3 },
      { path: 'properties', type: 'object', example: null, seen: 2 },
      { path: 'properties.coupon', type: 'string', example: 'SPRING', seen: 2 },
      { path: 'properties.total', type: 'number', example: '20', seen: 2 },
    ]);
  });

  it('name the insides of lists once, counting events and not items', () => {
    const products: JsonObject[] = [{ sku: 'a', price: 1 }, { sku: 'b' }];
    expect(collectProperties([{ products }])).toContainEqual({
      path: 'products[].sku',
      type: 'string',
      example: 'a',
      seen: 1,
    });
  });

  it('leave out keys that a path cannot name', () => {
    expect(paths([{ 'a.b': 1, 'c[0]': 2, '{{d}}': 3, '': 4, "e'": 5, fine: 6 }])).toEqual(['fine']);
  });

  it('are bounded however deep, wide or long the events are', () => {
    let deep: JsonObject = { end: 1 };
    for (let level = 0; level < 50; level += 1) deep = { deep };
    expect(Math.max(...paths([deep]).map((path) => path.split('.').length))).toBe(8);
    const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`k${n}`, n]));
    expect(paths([wide])).toHaveLength(1000);
    const [long] = collectProperties([{ text: 'x'.repeat(10_000) }]);
    expect(long?.example).toHaveLength(60);
    expect(paths([{ list: Array.from({ length: 1000 }, (_, n) => ({ [`k${n}`]: 1 })) }])).toHaveLength(6);
  });

  it('take __proto__ for a key like any other', () => {
    expect(paths([JSON.parse('{"__proto__": {"a": 1}}') as JsonObject])).toEqual(['__proto__', '__proto__.a']);
  });
});

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/spec/event';
import { compileFql } from './compile-fql';
import { FqlError } from '@/spec/fql/fql-error';

const event = JSON.parse(`{
  "type": "track", "event": "Order Completed", "userId": "u-1", "receivedAt": "2026-03-01T10:00:00.000Z",
  "properties": {
    "total": 12.5, "count": 0, "paid": true, "note": null, "product 1": {"price": 3}, "a.b": "dotted",
    "features": ["dark-mode", 7, null], "plan": "Pro", "path": "C:\\\\x", "products": [{"sku": "A"}, {"sku": "B"}],
    "object": {"a": 1}, "__proto__": {"x": "own"}, "emoji": "a😀b", "star": "2*3"
  },
  "context": {}
}`) as JsonObject;

const holds = (text: string) => compileFql(text)(event);

describe('compileFql', () => {
  it.each([
    'all',
    `type = 'identify' or type = 'track'`,
    `!( type in ['page','identify'] )`,
    `'dark-mode' in properties.features`,
    `7 in properties.features and null in properties.features`,
    `length( anonymousId ) < 1`,
    `length('ü') = 2 and length(properties.features) = 3`,
    `received_at >= '2026-03-01' and receivedAt < '2026-03-01T12:00:00+01:00'`,
    String.raw`properties.product\ 1.price = 3`,
    String.raw`properties.a\.b = "dotted"`,
    String.raw`properties.path = 'C:\\x'`,
    `properties.products.1.sku = 'B'`,
    `properties.total >= 12.5 and properties.total < 13 and properties.total != '12.5'`,
    `properties.note = null and properties.missing = null and properties.total != null`,
    `properties.object != null and properties.object != properties.object`,
    `properties.features = ['dark-mode', 7, null]`,
    `contains(event, 'Order') and !contains(properties.missing, 'x') and !contains(properties.total, '1')`,
    `match(event, '*Completed') and match(event, 'Order*') and !match(event, 'order*')`,
    `match(event, '?rder [B-D]ompleted') and !match(event, 'Order') and !match(properties.missing, '*')`,
    String.raw`match(properties.star, '2\*3') and !match(event, 'Order\*')`,
    `match(properties.emoji, 'a?b') and match(properties.emoji, 'a[😀]b') and match(properties.emoji, 'a[!x]b')`,
    `lowercase(event) = 'order completed' and uppercase(properties.plan) = 'PRO'`,
    `snakecase('OrderCompleted now') = 'order_completed_now' and kebabcase(event) = 'order-completed'`,
    `titlecase('order COMPLETED') = 'Order Completed' and lowercase(properties.missing) = null`,
    `typeof(event) = 'string' and typeof(properties.total) = 'number' and typeof(properties.features) = 'list'`,
    `typeof(properties.paid) = 'bool' and typeof(properties.missing) = 'null' and typeof(context) = 'object'`,
    `bool('true') and !bool(properties.count) and number('7') = 7 and string(7) = '7' and number('x') = null`,
    `properties.paid and !properties.note and !(properties.missing and properties.paid)`,
    `properties.__proto__.x = 'own'`,
    `properties.constructor = null and __proto__ = null and properties.features.length = null`,
    `type = 'page' and type = 'x' or type = 'track'`,
    `type = 'track' or type = 'x' and type = 'y'`,
  ])('holds: %s', (text) => {
    expect(holds(text)).toBe(true);
  });

  it.each([
    `properties.total > '1'`,
    `properties.plan > 'A'`,
    `properties.missing > 0`,
    `properties.missing <= 0`,
    `properties.count = false`,
    `properties.count = null`,
    `properties.total = '12.5'`,
    `'dark-mode' in properties.missing`,
    `'Pro' in properties.plan`,
    `lowercase(properties.total) = '12.5'`,
    `length(properties.object) >= 0`,
    `properties.toString != null`,
  ])('does not hold, and does not throw: %s', (text) => {
    expect(holds(text)).toBe(false);
  });

  it.each([
    `properties.plan and true`,
    `!properties.total`,
    `properties.object`,
    `type = 'track' and properties.features`,
  ])('throws FqlError where a condition is needed and the event has none: %s', (text) => {
    expect(() => holds(text)).toThrow(FqlError);
  });

  it('throws FqlError for a text that cannot be read', () => {
    expect(() => compileFql('type =')).toThrow('Expected a value after = at character 7.');
  });

  it('matches a hostile pattern against a hostile text in little time', () => {
    const long = { event: 'a'.repeat(32_000) } as JsonObject;
    const before = process.cpuUsage();
    expect(compileFql(`match(event, '${'*a'.repeat(200)}*b')`)(long)).toBe(false);
    expect(compileFql(`match(event, '${'*[ab]?'.repeat(80)}*c')`)(long)).toBe(false);
    expect(compileFql(`match(event, '*${'[ab]'.repeat(120)}c*')`)(long)).toBe(false);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
  });
});

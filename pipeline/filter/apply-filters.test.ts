import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SegmentEvent } from '@/spec/event';
import { filterActionSchema, type FilterAction, type FilterRule } from '@/spec/filter';
import { applyFilters } from './apply-filters';

function anEvent(changes: Record<string, unknown> = {}): SegmentEvent {
  return {
    type: 'track',
    event: 'Order Completed',
    messageId: 'm-1',
    timestamp: '2026-03-01T10:00:00.000Z',
    originalTimestamp: '2026-03-01T10:00:00.000Z',
    receivedAt: '2026-03-01T10:00:00.000Z',
    userId: 'u-1',
    context: { ip: '1.2.3.4', traits: { email: 'a@example.com' } },
    properties: {
      total: 5,
      email: 'a@example.com',
      'card.number': '4111',
      card: { number: '4111', brand: 'visa' },
      products: [{ sku: 'A', newElement: 1 }, { sku: 'B', newElement: 2 }, 'loose'],
    },
    ...changes,
  };
}

let count = 0;
function aFilter(actions: FilterAction[], condition = 'all', enabled = true): FilterRule {
  count += 1;
  return { id: `flt_${count}`, title: `Filter ${count}`, condition, actions, enabled };
}

function passed(event: SegmentEvent, ...filters: FilterRule[]): SegmentEvent {
  const result = applyFilters(event, filters);
  if (result.verdict !== 'pass') throw new Error(`dropped: ${result.detail}`);
  return result.event;
}

describe('applyFilters', () => {
  it('passes the very same event when nothing applies', () => {
    const event = anEvent();
    const off = aFilter([{ type: 'DROP' }], 'all', false);
    const other = aFilter([{ type: 'DROP' }], "type = 'page'");
    const absent = aFilter([{ type: 'DROP_PROPERTIES', fields: { properties: ['nothing', 'card.none'] } }]);
    const result = applyFilters(event, [off, other, absent]);
    expect(result).toEqual({ verdict: 'pass', event, changed: false });
    expect(result.verdict === 'pass' && result.event).toBe(event);
  });

  it('names the filter that dropped the event', () => {
    const filter = aFilter([{ type: 'DROP' }], "event = 'Order Completed'");
    expect(applyFilters(anEvent(), [aFilter([{ type: 'DROP' }], "type = 'page'"), filter])).toEqual({
      verdict: 'drop',
      filterId: filter.id,
      reason: 'FILTERED_BY_RULES',
      detail: `Filter “${filter.title}” kept the event back.`,
    });
  });

  it('is not fooled by an event that looks like a verdict', () => {
    expect(
      passed(
        anEvent({ verdict: 'drop', drop: true }),
        aFilter([{ type: 'DROP_PROPERTIES', fields: { properties: ['email'] } }]),
      ),
    ).toMatchObject({ verdict: 'drop' });
  });

  it.each([
    ['a condition that cannot be read', 'type ='],
    ['a condition that meets a value where it needs true or false', 'properties.total and true'],
  ])('keeps the event back for %s', (_, condition) => {
    const filter = aFilter([{ type: 'DROP_PROPERTIES', fields: { properties: ['email'] } }], condition);
    expect(applyFilters(anEvent(), [filter])).toMatchObject({
      verdict: 'drop',
      filterId: filter.id,
      reason: 'FILTER_ERROR',
    });
  });

  it.each([
    [{ type: 'HASH_PROPERTIES' }],
    [{ type: 'SAMPLE' }],
    [{ type: 'SAMPLE', percent: 3 }],
    [{ type: 'DROP_PROPERTIES' }],
    [null],
  ])('keeps the event back for an action it does not understand: %j', (action) => {
    const filter = aFilter([action as unknown as FilterAction]);
    expect(applyFilters(anEvent(), [filter])).toMatchObject({
      verdict: 'drop',
      filterId: filter.id,
      reason: 'FILTER_ERROR',
    });
  });

  it('samples before it drops, and drops before it removes, whatever the order of the filters', () => {
    const remove = aFilter([{ type: 'DROP_PROPERTIES', fields: { properties: ['total'] } }]);
    const drop = aFilter([{ type: 'DROP' }], 'properties.total = 5');
    const sample = aFilter([{ type: 'SAMPLE', percent: 0 }]);
    expect(applyFilters(anEvent(), [remove, drop, sample])).toMatchObject({ filterId: sample.id });
    expect(applyFilters(anEvent(), [remove, drop])).toMatchObject({ filterId: drop.id });
  });

  it('asks every condition about the event as it came', () => {
    const first = aFilter([{ type: 'DROP_PROPERTIES', fields: { properties: ['total'] } }]);
    const second = aFilter([{ type: 'DROP_PROPERTIES', fields: { properties: ['email'] } }], 'properties.total = 5');
    const { properties } = passed(anEvent(), first, second);
    expect(properties).not.toHaveProperty('total');
    expect(properties).not.toHaveProperty('email');
  });

  it('drops fields of every group, of every object in a list, and keys with dots', () => {
    const event = anEvent();
    const fields = {
      properties: ['email', 'card.number', 'products.newElement'],
      context: ['ip', 'traits.email'],
      '': ['userId', 'messageId'],
    };
    expect(passed(event, aFilter([{ type: 'DROP_PROPERTIES', fields }]))).toEqual({
      type: 'track',
      event: 'Order Completed',
      messageId: 'm-1',
      timestamp: event.timestamp,
      originalTimestamp: event.originalTimestamp,
      receivedAt: event.receivedAt,
      context: { traits: {} },
      properties: { total: 5, card: { brand: 'visa' }, products: [{ sku: 'A' }, { sku: 'B' }, 'loose'] },
    });
  });

  it('allows only the named fields of the groups it names', () => {
    const fields = { properties: ['total', 'card.brand', 'products.sku'] };
    const result = passed(anEvent(), aFilter([{ type: 'ALLOW_PROPERTIES', fields }]));
    expect(result.properties).toEqual({ total: 5, card: { brand: 'visa' }, products: [{ sku: 'A' }, { sku: 'B' }] });
    expect(result.context).toEqual(anEvent().context);
    expect(passed(anEvent(), aFilter([{ type: 'ALLOW_PROPERTIES', fields: { context: ['locale'] } }])).context).toEqual(
      {},
    );
  });

  it('keeps what makes an event an event when the top level is allow-listed', () => {
    const result = passed(anEvent(), aFilter([{ type: 'ALLOW_PROPERTIES', fields: { '': ['userId'] } }]));
    expect(Object.keys(result).sort()).toEqual(
      ['context', 'messageId', 'originalTimestamp', 'receivedAt', 'timestamp', 'type', 'userId'].sort(),
    );
  });

  it('handles keys such as __proto__ as data', () => {
    const event = anEvent({
      properties: JSON.parse('{"__proto__":{"a":1,"b":2},"constructor":{"c":3},"x":1}') as object,
    });
    const dropped = passed(
      event,
      aFilter([{ type: 'DROP_PROPERTIES', fields: { properties: ['__proto__.a', 'constructor'] } }]),
    );
    expect(JSON.stringify(dropped.properties)).toBe('{"__proto__":{"b":2},"x":1}');
    const allowed = passed(
      event,
      aFilter([{ type: 'ALLOW_PROPERTIES', fields: { properties: ['__proto__.b', 'toString'] } }]),
    );
    expect(JSON.stringify(allowed.properties)).toBe('{"__proto__":{"b":2}}');
    expect(({} as Record<string, unknown>)['b']).toBeUndefined();
  });

  it('samples a share of events, always the same way for the same event', () => {
    const filter = aFilter([{ type: 'SAMPLE', percent: 0.3 }]);
    const kept = Array.from(
      { length: 4000 },
      (_, i) => applyFilters(anEvent({ messageId: `m-${i}` }), [filter]).verdict === 'pass',
    );
    expect(kept.filter(Boolean).length / 4000).toBeCloseTo(0.3, 1);
    expect(
      Array.from(
        { length: 4000 },
        (_, i) => applyFilters(anEvent({ messageId: `m-${i}` }), [filter]).verdict === 'pass',
      ),
    ).toEqual(kept);
  });

  it('samples by the value at a path: a user is always in or always out', () => {
    const filter = aFilter([{ type: 'SAMPLE', percent: 0.5, path: 'userId' }]);
    const verdicts = (user: string) =>
      new Set(
        Array.from(
          { length: 20 },
          (_, i) => applyFilters(anEvent({ userId: user, messageId: `m-${i}` }), [filter]).verdict,
        ),
      );
    const users = Array.from({ length: 200 }, (_, i) => verdicts(`u-${i}`));
    expect(users.every((seen) => seen.size === 1)).toBe(true);
    const kept = users.filter((seen) => seen.has('pass')).length;
    expect(kept).toBeGreaterThan(60);
    expect(kept).toBeLessThan(140);
    const everyone = aFilter([{ type: 'SAMPLE', percent: 1, path: 'userId' }]);
    expect(applyFilters(anEvent(), [everyone]).verdict).toBe('pass');
  });

  it('never changes its input, whatever the event and the fields', () => {
    const key = fc.constantFrom('a', 'b', '__proto__', 'products');
    const paths = fc.array(
      fc.array(key, { minLength: 1, maxLength: 3 }).map((keys) => keys.join('.')),
      { maxLength: 3 },
    );
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        fc.integer(),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(key, tie('node')),
      ),
    })).node;
    const action = fc.record({
      type: fc.constantFrom('DROP_PROPERTIES', 'ALLOW_PROPERTIES'),
      fields: fc.record({ properties: paths, '': paths }),
    });
    fc.assert(
      fc.property(fc.dictionary(key, tree), action, (properties, change) => {
        const event = anEvent({ properties });
        const before = JSON.stringify(event);
        const result = applyFilters(event, [aFilter([change])]);
        expect(JSON.stringify(event)).toBe(before);
        if (result.verdict === 'pass') expect(JSON.stringify(result.event) !== before).toBe(result.changed);
      }),
    );
  });
});

describe('filterActionSchema', () => {
  it('accepts the four actions and refuses what would do nothing or too much', () => {
    const ok = (value: unknown) => filterActionSchema.safeParse(value).success;
    expect(ok({ type: 'DROP' })).toBe(true);
    expect(ok({ type: 'SAMPLE', percent: 0.1, path: 'userId' })).toBe(true);
    expect(ok({ type: 'DROP_PROPERTIES', fields: { '': ['userId'], properties: [] } })).toBe(true);
    expect(ok({ type: 'SAMPLE', percent: 10 })).toBe(false);
    expect(ok({ type: 'ALLOW_PROPERTIES', fields: {} })).toBe(false);
    expect(ok({ type: 'DROP_PROPERTIES', fields: { other: ['a'] } })).toBe(false);
    expect(ok({ type: 'HASH_PROPERTIES', fields: { properties: ['a'] } })).toBe(false);
  });
});

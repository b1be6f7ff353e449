import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { applyFilters } from '@/pipeline/filter/apply-filters';
import { compiledFql } from '@/pipeline/filter/compiled-fql';
import { parseFql } from '@/spec/fql/parse-fql';
import type { JsonObject, SegmentEvent } from '@/spec/event';
import type { FilterAction, FilterRule } from '@/spec/filter';
import { fqlToIr } from './fql-to-ir';
import { routingRules, type RoutingRule, type Transformer } from './routing-rules';

/** The evaluator that analytics.js brings along: what a browser will make of our rules. */
interface Tsub {
  matches(event: object, matcher: object): boolean;
  transform(event: object, transformers: Transformer[]): object | null;
}
let tsub: Tsub;

beforeAll(() => {
  vi.stubGlobal('self', globalThis);
  tsub = createRequire(import.meta.url)('@segment/analytics-next/dist/cjs/vendor/tsub/tsub.js') as Tsub;
});

const at = '2026-03-01T10:00:00.000Z';
const BASE = { messageId: 'm', timestamp: at, originalTimestamp: at, receivedAt: at, context: {} };
const EVENTS: SegmentEvent[] = [
  {
    ...BASE,
    type: 'track',
    event: 'Order Completed',
    userId: 'u1',
    properties: { total: 120, vip: true, name: 'Ana' },
  },
  { ...BASE, type: 'track', event: 'order completed', properties: { total: 5, vip: false, tags: ['a', 'b'], copy: 5 } },
  { ...BASE, type: 'track', event: 'Order', userId: null, properties: { total: '120', vip: null, name: '' } },
  { ...BASE, type: 'page', name: 'Home', anonymousId: 'a1', context: { page: { url: 'https://x.example/a?b' } } },
  { ...BASE, type: 'identify', userId: '', traits: { email: 'ana@example.com', plan: 'pro', tags: [], o: { a: 1 } } },
].map((event) => event as SegmentEvent);

const CONDITIONS = [
  "type = 'track'",
  "type = 'track' and (event = 'Order Completed' or properties.total < 10)",
  "!(type in ['track', 'identify'])",
  "properties.name in ['Ana', null]",
  'properties.total >= 5',
  '10 > properties.total',
  'properties.total != 120',
  'properties.total = properties.copy',
  'properties.total != properties.copy',
  'userId = null',
  'userId != null',
  'null = userId',
  'properties.vip = true',
  'length(userId) < 1',
  'length(userId) = 0',
  'length(userId) != 0',
  'length(userId) > 0',
  'length(userId) >= 0',
  'length(userId) <= 0',
  'length(userId) >= 1',
  '1 > length(properties.tags)',
  "typeof(properties.total) = 'number'",
  "typeof(properties.vip) != 'bool'",
  "typeof(userId) = 'null'",
  "lowercase(event) = 'order completed'",
  'lowercase(event) = lowercase(name)',
  'lowercase(name) = userId',
  'properties.name = lowercase(properties.name)',
  'lowercase(event) != null',
  "contains(traits.email, '@example.com')",
  "contains(context.page.url, '?')",
  "match(event, 'Order*')",
  "match(event, '[A-Z]rder')",
  "match(event, '?rder')",
];

describe('fqlToIr', () => {
  it.each(CONDITIONS)('means in a browser what it means here: %s', (condition) => {
    const parsed = parseFql(condition);
    const compiled = compiledFql(condition);
    if (!parsed.ok || !compiled.ok) throw new Error('the test is wrong');
    const ir = JSON.stringify(fqlToIr(parsed.ast));
    const here = EVENTS.map((event) => compiled.matches(event as JsonObject));
    expect(EVENTS.map((event) => tsub.matches(event, { type: 'fql', ir }))).toEqual(here);
    expect(
      new Set(here).size + Number(/>= 0|lowercase\(event\) = l/.test(condition)),
      'the condition tells events apart',
    ).toBeGreaterThan(1);
  });
});

const filter = (condition: string, ...actions: FilterAction[]) => ({ condition, actions });

/** What a browser's destination gets of an event. */
function inBrowser(rules: RoutingRule[], event: SegmentEvent): object | null {
  let current: object | null = structuredClone(event);
  for (const { matchers, transformers } of rules) {
    matchers.forEach((matcher, index) => {
      if (current && tsub.matches(current, matcher)) current = tsub.transform(current, transformers[index] ?? []);
    });
  }
  return current;
}

/** What a destination on the server gets. */
function here(filters: { condition: string; actions: FilterAction[] }[], event: SegmentEvent): object | null {
  const rules = filters.map((one, index): FilterRule => ({ id: `${index}`, title: 't', enabled: true, ...one }));
  const verdict = applyFilters(structuredClone(event), rules);
  return verdict.verdict === 'pass' ? verdict.event : null;
}

const RICH = {
  ...BASE,
  type: 'track',
  event: 'Order Completed',
  userId: 'u1',
  context: { ip: '192.0.2.1', page: { url: 'https://x.example/', title: 'X' } },
  properties: { total: 9, card: { number: '4111', kind: 'visa' }, products: [{ sku: 'a', price: 1 }, { sku: 'b' }] },
} as SegmentEvent;

describe('routingRules', () => {
  const cases: [string, ...ReturnType<typeof filter>[]][] = [
    ['Do not send', filter("event = 'Order Completed'", { type: 'DROP' })],
    ['Only send', filter("!(event = 'Order Completed')", { type: 'DROP' })],
    ['all', filter('all', { type: 'DROP' })],
    [
      'remove fields',
      filter('all', {
        type: 'DROP_PROPERTIES',
        fields: {
          properties: ['card.number', 'total', 'products.price'],
          context: ['page.url'],
          '': ['userId', 'messageId', 'context.ip'],
        },
      }),
    ],
    [
      'keep fields',
      filter('all', {
        type: 'ALLOW_PROPERTIES',
        fields: { properties: ['card.kind', 'products.sku', 'card'], context: ['page.title'] },
      }),
    ],
    ['keep at the top', filter('all', { type: 'ALLOW_PROPERTIES', fields: { '': ['event', 'context'] } })],
    [
      'drop before removing',
      filter('all', { type: 'DROP_PROPERTIES', fields: { '': ['event'] } }),
      filter("event = 'Order Completed'", { type: 'DROP' }),
    ],
    ['none of it', filter("event = 'Other'", { type: 'DROP' })],
    ['a sample of all', filter('all', { type: 'SAMPLE', percent: 1, path: 'userId' })],
    ['a sample of none', filter('all', { type: 'SAMPLE', percent: 0 })],
  ];
  it.each(cases)('leaves in a browser what the pipeline leaves: %s', (_, ...filters) => {
    expect(inBrowser(routingRules('Tool', filters), RICH)).toEqual(here(filters, RICH));
  });

  it.each([
    "'vip' in properties.tags",
    "uppercase(event) = 'X'",
    'length(event) > 3',
    "properties.a\\.b = 'x'",
    "constructor.name = 'Object'",
    "contains(lowercase(event), 'x')",
    "typeof(properties) = 'object'",
    'not a condition',
  ])('keeps every event back when a client could not tell: %s', (condition) => {
    const rules = routingRules('Tool', [filter("event = 'x'", { type: 'DROP' }), filter(condition, { type: 'DROP' })]);
    expect(inBrowser(rules, RICH)).toBeNull();
    expect(JSON.stringify(rules), 'and does not tell the condition').not.toContain(condition);
  });

  it('makes one rule of all filters of a destination, and none without filters', () => {
    expect(routingRules('Tool', [])).toEqual([]);
    expect(routingRules('Tool', [filter("event = 'x'", { type: 'DROP' })])).toEqual([
      {
        scope: 'destinations',
        target_type: 'workspace::project::destination::config',
        matchers: [{ type: 'fql', ir: '["=","event",{"value":"x"}]', config: { expr: "event = 'x'" } }],
        transformers: [[{ type: 'drop' }]],
        destinationName: 'Tool',
      },
    ]);
  });

  it('reads stored actions that are wrong as "keep everything back"', () => {
    expect(inBrowser(routingRules('Tool', [{ condition: 'all', actions: [{ type: 'EXPLODE' }] }]), RICH)).toBeNull();
  });
});

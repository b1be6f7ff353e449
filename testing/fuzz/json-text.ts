import type { Random } from './random';

// JSON as text, not as values: duplicate keys, 1e400, lone surrogates and what only looks like JSON exist only as text.

const NUMBERS = [
  ...['0', '-0', '1', '-1', '25.5', '1e400', '-1e400', '1e-400', '9007199254740993', '1E+2', '0.1e1', '8.64e15'],
  ...['1700000000000', '1700000000', '123456789012345678901234567890', '4294967296', '-8640000000000001'],
];
const NOT_JSON = [
  'NaN',
  'undefined',
  "'x'",
  '01',
  '+1',
  '.5',
  '1.',
  '{',
  ']',
  'nul',
  '//',
  '"\t"',
  '"\\x"',
  '"\\u12"',
  '\0',
];
/** Contents of string literals, already escaped. */
const STRINGS = [
  ...['', ' ', 'a', 'Order Completed', 'ü✓🎉', '\\ud800', '\\udc00\\ud800', '\\ud83c\\udf89', '\\u0000', 'a\\u0000b'],
  ...[
    '\\u001e',
    '\\u001f\\u001e',
    '\\ufeff',
    '\ufeff',
    '\\n\\r\\t',
    '\\"',
    '\\\\',
    '\u2028',
    '\u0085',
    '\u007f',
    '%00',
    'e\u0301',
  ],
  ...['null', 'true', '[object Object]', '__proto__', '\u202eabc', "'; DROP TABLE x; --", '<script>alert(1)</script>'],
];
const KEYS = [
  ...['__proto__', 'constructor', 'prototype', 'toJSON', 'toString', 'hasOwnProperty', 'valueOf', 'then', 'length', ''],
  ...[
    '0',
    '1',
    '-1',
    '4294967295',
    'a.b',
    '$ref',
    ' ',
    'é',
    '\\u0000',
    '\\ud800',
    '__defineGetter__',
    'writeKey',
    'type',
  ],
];
const DATES = [
  ...['2026-11-01T10:00:00.123Z', '2026-11-01T10:00:00Z', '2026-11-01T10:00:00.123456789Z', '2026-11-01', '2026-11'],
  ...[
    '2026-11-01T11:00:00+01:00',
    '2026-11-01 10:00:00',
    '2026-11-01T10:00',
    '2026-02-31T00:00:00Z',
    '2026-13-01',
    '0000',
  ],
  ...[
    '+275760-09-13T00:00:00.000Z',
    '+275760-09-13T00:00:00.001Z',
    '-271821-04-20T00:00:00.000Z',
    '-000001-01-01T00:00Z',
  ],
  ...[
    'Sun Nov 01 2026 10:00:00 GMT+0100',
    'Sun, 01 Nov 2026 10:00:00 GMT',
    '11/01/2026',
    '1700000000000',
    '9e99',
    'now',
  ],
  ...[
    '2026-11-01T24:00:00Z',
    '2026-11-01T10:00:60Z',
    '2026-11-01T10:00:00,5',
    '2026-11-01T10:00:00+99:99',
    '',
    '   ',
    '20261101T100000Z',
  ],
];

/** A string literal: usual, strange, or long. */
export function stringText(random: Random): string {
  if (random.oneIn(40)) return `"${random.pick(STRINGS).repeat(1 + random.below(300))}"`;
  if (random.oneIn(1500)) return `"${'x'.repeat(random.below(40_000))}"`;
  return `"${random.oneIn(3) ? random.word(1 + random.below(12)) : random.pick(STRINGS)}"`;
}

/** A time as some client might say it: most as text, some as a number, some as nothing of the kind. */
export function dateText(random: Random): string {
  if (random.oneIn(6)) return random.pick(NUMBERS);
  return random.oneIn(12) ? anyText(random, 2) : `"${random.pick(DATES)}"`;
}

/** A key literal with its quotes. */
export function keyText(random: Random): string {
  if (random.oneIn(1000)) return `"${'k'.repeat(1000 + random.below(100))}"`;
  return random.oneIn(4) ? `"${random.pick(KEYS)}"` : `"${random.word(1 + random.below(8))}"`;
}

/** An object literal of `fields`, some of them twice; spaces, tabs and line ends between them now and then. */
export function objectText(random: Random, fields: readonly (readonly [key: string, value: string])[]): string {
  const all = fields.length > 0 && random.oneIn(20) ? [...fields, random.pick(fields)] : fields;
  const gap = random.oneIn(20) ? random.pick([' ', '\n', '\t', '\r\n  ']) : '';
  return `{${gap}${all.map(([key, value]) => `${key}${gap}:${gap}${value}`).join(`${gap},${gap}`)}${gap}}`;
}

/** Any JSON, at most `depth` deep but for the few that are far too deep; in rare cases only nearly JSON. */
export function anyText(random: Random, depth: number): string {
  const kind = depth <= 0 ? random.below(4) : random.below(7);
  if (random.oneIn(600)) return random.pick(NOT_JSON);
  if (random.oneIn(1500)) return deepText(random);
  if (random.oneIn(1500)) return wideText(random);
  if (kind === 0) return random.pick(['null', 'true', 'false']);
  if (kind === 1) return random.pick(NUMBERS);
  if (kind <= 3) return stringText(random);
  const size = random.below(5);
  if (kind === 4) return `[${Array.from({ length: size }, () => anyText(random, depth - 1)).join(',')}]`;
  return objectOf(random, depth, size);
}

/** An object with `size` fields of any kind. */
export function objectOf(random: Random, depth: number, size = random.below(6)): string {
  return objectText(
    random,
    Array.from({ length: size }, () => [keyText(random), anyText(random, depth - 1)] as const),
  );
}

function deepText(random: Random): string {
  const depth = random.pick([20, 99, 100, 101, 500, 5000, 15_000]);
  if (random.oneIn(3)) return '['.repeat(depth) + ']'.repeat(random.oneIn(4) ? depth - 1 : depth);
  return '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
}

function wideText(random: Random): string {
  const count = random.pick([100, 2000, 5000, 9_999, 10_001, 14_000]);
  if (random.oneIn(2)) return `[${'0,'.repeat(count)}0]`;
  return `{${Array.from({ length: Math.min(count, 4000) }, (_, n) => `"${n.toString(36)}":0`).join(',')}}`;
}

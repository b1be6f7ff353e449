import { expect, it } from 'vitest';
import { destinationCatalog, findDestinationType } from '../../catalog/destinations/registry';
import { compileFql } from '../../pipeline/filter/compile-fql';
import { Random } from '../../testing/fuzz/random';
import { parseFql } from '../fql/parse-fql';
import { EVENT_TYPES, type Json, type JsonObject } from '../event';
import { readTrigger } from './read-trigger';
import { operatorsOf, rootOf, takesPath, TRIGGER_SUBJECTS, valueKindOf } from './trigger-model';
import type { TriggerCondition, TriggerModel } from './trigger-model';
import { pathSegments, pathText } from './trigger-path';
import { missingOf, writeTrigger } from './write-trigger';

/** Every trigger that the whole catalog brings: of presets, and those that actions propose. */
const CATALOG = [
  ...new Set(
    destinationCatalog().flatMap(({ type }) => {
      const found = findDestinationType(type);
      const proposed = (found?.actions ?? []).flatMap(({ defaultTrigger }) => defaultTrigger ?? []);
      return [...(found?.presets ?? []).map(({ trigger }) => trigger), ...proposed];
    }),
  ),
];
const NAMES = [...new Set(CATALOG.flatMap((fql) => [...fql.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name)))];
const EVENTS: JsonObject[] = EVENT_TYPES.flatMap((type): JsonObject[] => [
  { type, name: 'Home', properties: { name: 'Home' } },
  { type, name: 'Other' },
  ...NAMES.map((event) => ({ type, event })),
]);

it('shows every readable trigger of the catalog as rows, or says why not', () => {
  expect(CATALOG.length).toBeGreaterThan(100);
  const inFql = CATALOG.filter((fql) => parseFql(fql).ok && !readTrigger(fql).ok);
  const [mixed, unquoted] = [/ and [^]* or | or [^]* and /, /= ?[a-z]/];
  expect(inFql.filter((fql) => !mixed.test(fql) && !unquoted.test(fql))).toEqual([]);
  expect(inFql.length).toBeLessThan(10);
});

it('means the same after it was rows, for every trigger of the catalog and every event that one of them names', () => {
  for (const fql of CATALOG) {
    const read = readTrigger(fql);
    if (!read.ok) continue;
    const again = writeTrigger(read.model);
    expect(readTrigger(again)).toEqual(read);
    const [before, after] = [compileFql(fql), compileFql(again)];
    expect(EVENTS.map(after), again).toEqual(EVENTS.map(before));
  }
});

const PIECES = [
  'a',
  'Order',
  ' ',
  '"',
  "'",
  '\\',
  '.',
  '*',
  '?',
  '[',
  ']',
  '~',
  '\n',
  '(',
  ')',
  ',',
  '1',
  '-',
  '_',
  'é',
  '😀',
  'and',
  'null',
];

/** The events that could tell two readings of the same rows apart: each value at its path, alone and amid other text. */
function eventsFor({ conditions }: TriggerModel): JsonObject[] {
  return conditions.flatMap(({ subject, path, value }) => {
    const segments = [rootOf(subject), ...(takesPath(subject) ? pathSegments(path) : [])].filter((name) => name !== '');
    const at = (leaf: Json) => segments.reduceRight<Json>((inner, name) => ({ [name]: inner }), leaf) as JsonObject;
    return [value, `${value}x`, `x${value}`, `x${value}x`, Number(value), true, false, null].map(at);
  });
}

function randomModel(random: Random): TriggerModel {
  const some = <T>(most: number, make: () => T) => Array.from({ length: 1 + random.below(most) }, make);
  const text = () => some(4, () => random.pick(PIECES)).join('');
  const conditions = some(5, (): TriggerCondition => {
    const subject = random.pick(TRIGGER_SUBJECTS);
    const operator = random.pick(operatorsOf(subject));
    const kind = valueKindOf(operator);
    const value = kind === 'none' ? '' : kind === 'number' ? String(random.below(2_000_000) / 1000 - 1000) : text();
    return { subject, path: takesPath(subject) ? pathText(some(3, text)) : '', operator, value };
  });
  return { join: conditions.length > 1 && random.oneIn(2) ? 'any' : 'all', conditions };
}

it('loses nothing between rows and FQL, for 3,000 random triggers', () => {
  let whole = 0;
  for (let n = 0; n < 3000; n += 1) {
    const model = randomModel(Random.ofInput(20_261_122, n));
    expect(model.conditions.map(missingOf)).toEqual(model.conditions.map(() => null));
    const fql = writeTrigger(model);
    const parsed = parseFql(fql);
    // A pattern may be one that match() refuses, as "[" is: then the person is told, and nothing is lost either.
    if (!parsed.ok) {
      expect(parsed.message).toMatch(/pattern/);
      continue;
    }
    const read = readTrigger(fql);
    if (!read.ok) throw new Error(`${fql}: ${read.why}`);
    const again = writeTrigger(read.model);
    const plain = model.conditions.every(({ subject, operator }) => subject !== 'field' && operator !== 'matches');
    if (plain) expect({ again, model: read.model }).toEqual({ again: fql, model });
    const [before, after] = [compileFql(fql), compileFql(again)];
    const events = eventsFor(model);
    expect(events.map(after), again).toEqual(events.map(before));
    whole += 1;
  }
  expect(whole).toBeGreaterThan(2000);
});

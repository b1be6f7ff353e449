import { describe, expect, it } from 'vitest';
import { readTrigger } from './read-trigger';
import type { TriggerCondition } from './trigger-model';
import { pathSegments, pathText } from './trigger-path';
import { triggerWords } from './trigger-words';
import { missingOf, writeTrigger } from './write-trigger';

const row = (
  subject: TriggerCondition['subject'],
  operator: TriggerCondition['operator'],
  value = '',
  path = '',
): TriggerCondition => ({ subject, operator, value, path });

function rows(fql: string): TriggerCondition[] {
  const read = readTrigger(fql);
  if (!read.ok) throw new Error(read.why);
  return read.model.conditions;
}

function why(fql: string): string {
  const read = readTrigger(fql);
  return read.ok ? 'rows' : read.why;
}

describe('reading FQL into rows', () => {
  it.each<[string, TriggerCondition]>([
    ['type = "track"', row('type', 'is', 'track')],
    ["type != 'page'", row('type', 'is-not', 'page')],
    ['event = "Order Completed"', row('event', 'is', 'Order Completed')],
    ['!contains(event, "Test")', row('event', 'not-contains', 'Test')],
    ['match(event, "Order*")', row('event', 'starts', 'Order')],
    ['match(event, "*ed")', row('event', 'ends', 'ed')],
    ['match(event, "a*b")', row('event', 'matches', 'a*b')],
    ['!match(event, "a*")', row('event', 'not-matches', 'a*')],
    ['match(event, "100\\\\**")', row('event', 'starts', '100*')],
    ['properties.total >= 5', row('property', 'at-least', '5', 'total')],
    ['properties.total != -1.5', row('property', 'number-is-not', '-1.5', 'total')],
    ['traits.plan = "pro"', row('trait', 'is', 'pro', 'plan')],
    ['context.traits.vip = true', row('context', 'true', '', 'traits.vip')],
    ['context.os.name != null', row('context', 'exists', '', 'os.name')],
    ['!(userId != null)', row('userId', 'missing')],
    ['name = "Home"', row('name', 'is', 'Home')],
    ['anonymousId = null', row('field', 'missing', '', 'anonymousId')],
    ['event = null', row('field', 'missing', '', 'event')],
    ['properties.product\\ 1.price < 3', row('property', 'less', '3', 'product 1.price')],
    ['properties.a\\.b = 1', row('property', 'number-is', '1', 'a\\.b')],
    ['((type = "track"))', row('type', 'is', 'track')],
  ])('%s', (fql, expected) => expect(rows(fql)).toEqual([expected]));

  it('reads a trigger for every event as no rows', () => {
    expect(readTrigger('all')).toEqual({ ok: true, model: { join: 'all', conditions: [] } });
    expect(writeTrigger({ join: 'any', conditions: [] })).toBe('all');
  });

  it.each([
    ['type = "track" and (event = "A" or event = "B")', 'it mixes “and” with “or”'],
    ["event in ['A', 'B']", 'it uses a list'],
    ['length(userId) < 1', 'it uses the function length()'],
    ['type = track', 'it compares two fields with each other; a text needs quotes'],
    ['!(a = 1 or b = 2)', 'it turns a group around with !'],
    ['!(properties.total > 5)', 'it turns a comparison of numbers or of true and false around with !'],
    ['receivedAt > "2026-01-01"', 'it compares which of two texts comes first'],
    ['event = ""', 'it compares with an empty text'],
    ['properties.vip', 'it asks whether a field is true without comparing it'],
    ['properties.vip != true', 'it asks for everything that is not true'],
  ])('says why rows cannot show %s', (fql, reason) => expect(why(fql)).toBe(reason));

  it('tells a mistake from what rows merely cannot show', () => {
    expect(readTrigger('event == "A"')).toMatchObject({ ok: false, mistake: true });
    expect(readTrigger('event in ["A"]')).toMatchObject({ ok: false, mistake: false });
  });
});

describe('writing rows', () => {
  it('escapes quotes, backslashes, line breaks and the characters of patterns', () => {
    const value = 'a "b" \\ c\n*?[x]';
    for (const operator of ['is', 'contains', 'starts', 'ends', 'not-contains'] as const) {
      const condition = row('event', operator, value);
      expect(rows(writeTrigger({ join: 'all', conditions: [condition] }))).toEqual([condition]);
    }
  });

  it('writes what is incomplete so that it is refused rather than run for more events', () => {
    const incomplete = [row('event', 'is'), row('property', 'exists'), row('property', 'more', 'ten', 'total')];
    for (const condition of incomplete) {
      expect(missingOf(condition)).not.toBeNull();
      expect(readTrigger(writeTrigger({ join: 'all', conditions: [condition] }))).toMatchObject({ mistake: true });
    }
    expect(missingOf(row('property', 'exists', '', 'total'))).toBeNull();
  });

  it('keeps names of any shape in a path', () => {
    const segments = ['a.b', 'c\\d', 'e f', '1st', 'ünï', '日本'];
    expect(pathSegments(pathText(segments))).toEqual(segments);
  });
});

it.each([
  ['all', 'Every event'],
  ['type = "track"', 'Track events'],
  ['type = "track" and event = "Order Completed"', 'Track events named “Order Completed”'],
  ['type = "identify" or type = "track" or type = "page"', 'Identify, track or page events'],
  ['event = "A" or event = "B"', 'Events named “A” or “B”'],
  ['type = "track" and event != "A" and event != "B"', 'Track events not named “A” or “B”'],
  [
    'type = "track" and properties.total > 5 and userId != null',
    'Track events whose property total is more than 5 and with userId',
  ],
  ['type = "page" or match(event, "Order*")', 'Events of type page or whose name starts with “Order”'],
])('says %s in words', (fql, words) => expect(triggerWords(fql)).toBe(words));

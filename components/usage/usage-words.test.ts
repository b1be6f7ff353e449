import { describe, expect, it } from 'vitest';
import type { SourceUsage } from '@/control-plane/usage/get-usage';
import { callSeries } from './call-series';
import { changeInWords, dayName, monthName, perUser } from './usage-words';

const users = { anonymous: 0, anonymousIdentified: 0, identified: 0, neverIdentified: 0, mtu: 0 };
const source = (sourceId: string, dailyApiCalls: number[]): SourceUsage => ({
  sourceId,
  name: sourceId === 'src_deleted' ? null : `Source ${sourceId}`,
  type: 'node',
  users,
  apiCalls: dailyApiCalls.at(-1) ?? 0,
  dailyApiCalls,
});

describe('usage in words', () => {
  it('names months and days in UTC', () => {
    expect([monthName('2026-11'), dayName('2026-11-03')]).toEqual(['November 2026', '3 Nov']);
  });

  it('compares with the month before, up to the same day while the month runs', () => {
    expect(changeInWords(106, 100, '2026-11', true)).toBe('+6.0 % on the same days of October');
    expect(changeInWords(50, 100, '2026-01', false)).toBe('−50.0 % on December');
    expect(changeInWords(7, 7, '2026-11', false)).toBe('±0.0 % on October');
  });

  it('compares with nothing when there was nothing', () => {
    expect([changeInWords(5, undefined, '2026-11', true), changeInWords(5, 0, '2026-11', true)]).toEqual([null, null]);
  });

  it('divides calls by users without dividing by zero', () => {
    expect([perUser(610, 10), perUser(25, 2), perUser(123_456, 1), perUser(5, 0)]).toEqual([
      '61',
      '12.5',
      '123,456',
      '–',
    ]);
  });
});

describe('the bands of the API call chart', () => {
  it('add up to the total: the three busiest sources, and all others in one', () => {
    const sources = [
      source('a', [1, 2]),
      source('b', [10, 20]),
      source('c', [5, 6]),
      source('d', [3, 4]),
      source('src_deleted', [0, 1]),
    ];
    const series = callSeries(sources);
    expect(series.map(({ name, values }) => [name, values])).toEqual([
      ['Source b', [10, 20]],
      ['Source c', [5, 6]],
      ['Source d', [3, 4]],
      ['2 more', [1, 3]],
    ]);
  });
});

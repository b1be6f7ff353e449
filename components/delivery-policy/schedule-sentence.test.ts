import { expect, it } from 'vitest';
import { DELIVERY_DEFAULTS } from '@/spec/retry-schedule';
import { inWords, scheduleSentence } from './schedule-sentence';

it('says the whole of a short schedule and the gist of a long one', () => {
  expect(scheduleSentence({ ...DELIVERY_DEFAULTS, maxAttempts: 1 })).toBe('An event that fails is not tried again.');
  expect(scheduleSentence({ ...DELIVERY_DEFAULTS, maxAttempts: 4 })).toBe(
    'An event that fails is tried 3 more times: after about 5 s, 15 s and 35 s.',
  );
  expect(scheduleSentence(DELIVERY_DEFAULTS)).toBe(
    'An event that fails is tried about 13 more times: after about 5 s, 15 s, 35 s, 75 s, 3 min and so on, at most an hour apart, the last time after 4 h.',
  );
});

it('puts times into words', () => {
  expect([5000, 119_000, 155_000, 5_115_000, 72 * 3_600_000].map(inWords)).toEqual([
    '5 s',
    '119 s',
    '3 min',
    '1 h 25 min',
    '72 h',
  ]);
});

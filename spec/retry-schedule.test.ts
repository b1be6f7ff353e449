import { describe, expect, it } from 'vitest';
import { DELIVERY_DEFAULTS, retryMoments } from './retry-schedule';

const moments = (change: Partial<typeof DELIVERY_DEFAULTS>) => retryMoments({ ...DELIVERY_DEFAULTS, ...change });
const HOUR = 3_600_000;

describe('retryMoments', () => {
  it('doubles from five seconds to an hour and ends with the window', () => {
    const all = moments({});
    expect(all.slice(0, 4)).toEqual([5000, 15_000, 35_000, 75_000]);
    expect(all.at(-1)).toBe(4 * HOUR);
    const gaps = all.slice(1).map((at, index) => at - (all[index] ?? 0));
    expect(Math.max(...gaps)).toBe(HOUR);
  });

  it('has as many moments as tries are allowed after the first', () => {
    expect(moments({ maxAttempts: 1 })).toEqual([]);
    expect(moments({ maxAttempts: 3 })).toEqual([5000, 15_000]);
  });

  it('leaves a last try out that would follow the one before at once', () => {
    expect(moments({ windowMinutes: 1 })).toEqual([5000, 15_000, 35_000]);
    expect(moments({ windowMinutes: 4320 }).at(-1)).toBeLessThanOrEqual(72 * HOUR);
  });
});

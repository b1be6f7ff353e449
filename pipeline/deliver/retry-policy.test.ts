import { describe, expect, it } from 'vitest';
import { DELIVERY_DEFAULTS } from '@/spec/retry-schedule';
import { nextTry, retryPolicyOf } from './retry-policy';

const RETRY_POLICY = retryPolicyOf(DELIVERY_DEFAULTS);
const createdAt = new Date('2026-11-22T00:00:00Z');
const after = (ms: number) => new Date(createdAt.getTime() + ms);
const HOUR = 3_600_000;
const failed = (attempt: number, sinceMs: number, retryAfterMs: number | null = null) => ({
  attempt,
  createdAt,
  now: after(sinceMs),
  retryAfterMs,
});

describe('nextTry', () => {
  it('waits longer after each try, scattered between half and the full delay', () => {
    for (const [attempt, full] of [
      [1, 5000],
      [2, 10_000],
      [6, 160_000],
    ] as const) {
      expect(nextTry(RETRY_POLICY, failed(attempt, 0), () => 0)).toEqual(after(full / 2));
      expect(nextTry(RETRY_POLICY, failed(attempt, 0), () => 1)).toEqual(after(full));
    }
  });

  it('tries about eleven times within four hours, the last time at their end, and then gives up', () => {
    let now = 0;
    let attempt = 1;
    for (;;) {
      const next = nextTry(RETRY_POLICY, failed(attempt, now), () => 0.5);
      if (!next) break;
      now = next.getTime() - createdAt.getTime();
      attempt += 1;
      expect(now).toBeLessThanOrEqual(4 * HOUR);
    }
    expect(now).toBe(4 * HOUR);
    expect(attempt).toBeGreaterThanOrEqual(10);
    expect(attempt).toBeLessThanOrEqual(16);
  });

  it('never comes back sooner than Retry-After asks, up to an hour', () => {
    expect(nextTry(RETRY_POLICY, failed(1, 0, 60_000), () => 0)).toEqual(after(60_000));
    expect(nextTry(RETRY_POLICY, failed(1, 0, 10 * HOUR), () => 0)).toEqual(after(HOUR));
    expect(nextTry(RETRY_POLICY, failed(5, 3.5 * HOUR, HOUR), () => 0)).toBeNull();
  });

  it('gives up after the tries that a person allows, and lasts as long as they say', () => {
    const three = retryPolicyOf({ ...DELIVERY_DEFAULTS, maxAttempts: 3 });
    expect(nextTry(three, failed(2, 0), () => 0)).toEqual(after(5000));
    expect(nextTry(three, failed(3, 0), () => 0)).toBeNull();
    const days = retryPolicyOf({ ...DELIVERY_DEFAULTS, windowMinutes: 72 * 60 });
    expect(nextTry(days, failed(40, 70 * HOUR), () => 1)).toEqual(after(71 * HOUR));
    expect(nextTry(days, failed(40, 72 * HOUR), () => 1)).toBeNull();
  });
});

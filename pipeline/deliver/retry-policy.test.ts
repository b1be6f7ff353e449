import { describe, expect, it } from 'vitest';
import { RETRY_POLICY, nextTry } from './retry-policy';

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
});

import { describe, expect, it } from 'vitest';
import { Lane } from './lane';

const timeout = { kind: 'retry', reason: 'ETIMEDOUT', status: null, retryAfterMs: null } as const;
const ok = { kind: 'delivered', reason: null, status: null, retryAfterMs: null } as const;

describe('a lane', () => {
  it('gives a destination that times out ever less, and a healthy one ever more room', () => {
    const lane = new Lane('d');
    expect(lane.room(0, 1, false)).toBe(16);
    for (let second = 1; second <= 10; second += 1) lane.note(timeout, second * 1000);
    expect(lane.room(11_000, 1, false)).toBe(4);
    for (let count = 0; count < 5000; count += 1) lane.note(ok, 12_000);
    expect(lane.room(12_000, 1, false)).toBe(64);
  });

  it('halves once for many failures of one moment', () => {
    const lane = new Lane('d');
    for (let count = 0; count < 100; count += 1) lane.note(timeout, 5000);
    expect(lane.room(5000, 1, false)).toBe(8);
  });

  it('leaves a destination alone as long as its 429 asks, at most ten minutes', () => {
    const lane = new Lane('d');
    lane.note({ kind: 'retry', reason: '429', status: 429, retryAfterMs: 30_000 }, 0);
    expect(lane.room(29_999, 1, false)).toBe(0);
    expect(lane.room(30_000, 1, false)).toBeGreaterThan(0);
    lane.note({ kind: 'retry', reason: '429', status: 429, retryAfterMs: 1e12 }, 30_000);
    expect(lane.room(630_000, 1, false)).toBeGreaterThan(0);
  });

  it('waits for some room rather than claim one by one, counts batches, and yields when all is crowded', () => {
    const lane = new Lane('d');
    lane.inFlight = 15;
    expect(lane.room(0, 1, false)).toBe(0);
    lane.inFlight = 10;
    expect(lane.room(0, 1, false)).toBe(6);
    expect(lane.room(0, 100, false)).toBe(500);
    lane.inFlight = 0;
    expect(lane.room(0, 1, true)).toBe(4);
  });

  it('loses hope only after a minute without any success', () => {
    const lane = new Lane('d');
    lane.note(timeout, 0);
    expect(lane.hopeless(59_000)).toBeNull();
    expect(lane.hopeless(61_000)).toBe('ETIMEDOUT');
    lane.note(ok, 62_000);
    expect(lane.hopeless(200_000)).toBeNull();
  });
});

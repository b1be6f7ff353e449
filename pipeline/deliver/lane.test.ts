import { describe, expect, it } from 'vitest';
import { Lane, type LaneLimits } from './lane';

const timeout = { kind: 'retry', reason: 'ETIMEDOUT', status: null, retryAfterMs: null } as const;
const ok = { kind: 'delivered', reason: null, status: null, retryAfterMs: null } as const;
const tooMany = { kind: 'retry', reason: '429', status: 429, retryAfterMs: null } as const;
const FREE: LaneLimits = { concurrency: 64, perSecond: null, workers: 1, share: null };

describe('a lane', () => {
  it('gives a destination that times out ever less, and a healthy one ever more room', () => {
    const lane = new Lane('d');
    expect(lane.room(0, 1, FREE)).toBe(16);
    for (let second = 1; second <= 10; second += 1) lane.note(timeout, second * 1000);
    expect(lane.room(11_000, 1, FREE)).toBe(4);
    for (let count = 0; count < 5000; count += 1) lane.note(ok, 12_000);
    expect(lane.room(12_000, 1, FREE)).toBe(64);
  });

  it('halves once for many failures of one moment', () => {
    const lane = new Lane('d');
    for (let count = 0; count < 100; count += 1) lane.note(timeout, 5000);
    expect(lane.room(5000, 1, FREE)).toBe(8);
  });

  it('leaves a destination alone as long as its 429 asks, at most ten minutes', () => {
    const lane = new Lane('d');
    expect(lane.note({ ...tooMany, retryAfterMs: 30_000 }, 0)).toBe(30_000);
    expect(lane.room(29_999, 1, FREE)).toBe(0);
    expect(lane.room(30_000, 1, FREE)).toBeGreaterThan(0);
    lane.note({ ...tooMany, retryAfterMs: 1e12 }, 30_000);
    expect(lane.room(629_999, 1, FREE)).toBe(0);
    expect(lane.room(630_000, 1, FREE)).toBeGreaterThan(0);
  });

  it('waits for some room rather than claim one by one, counts batches, and yields when all is crowded', () => {
    const lane = new Lane('d');
    lane.inFlight = 15;
    expect(lane.room(0, 1, FREE)).toBe(0);
    lane.inFlight = 10;
    expect(lane.room(0, 1, FREE)).toBe(6);
    expect(lane.room(0, 100, FREE)).toBe(500);
    lane.inFlight = 0;
    expect(lane.room(0, 1, { ...FREE, share: 5 })).toBe(5);
    expect(lane.room(0, 100, { ...FREE, share: 5 })).toBe(100);
  });

  it('keeps to the requests at once that a person allows, shared among the workers', () => {
    const lane = new Lane('d');
    expect(lane.room(0, 1, { ...FREE, concurrency: 3 })).toBe(3);
    expect(lane.room(0, 1, { ...FREE, concurrency: 10, workers: 3 })).toBe(4);
    expect(lane.room(0, 1, { ...FREE, concurrency: 1, workers: 9 })).toBe(1);
    lane.room(0, 1, { ...FREE, concurrency: 3 });
    for (let count = 0; count < 5000; count += 1) lane.note(ok, 0);
    expect(lane.room(0, 1, FREE)).toBe(3);
  });

  it('keeps to the requests a second that a person allows', () => {
    const lane = new Lane('d');
    let sent = 0;
    for (let now = 0; now <= 10_000; now += 50) {
      const room = lane.room(now, 1, { ...FREE, perSecond: 20, workers: 2 });
      lane.spend(now, room);
      sent += room;
    }
    expect(sent).toBeGreaterThan(95);
    expect(sent).toBeLessThan(106);
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

describe('the room for new deliveries', () => {
  const limits = { concurrency: 64, perSecond: null, workers: 1, share: null };

  it('is half of what the lane may hold, and the other half is for what waits in the queue', () => {
    const lane = new Lane('d');
    expect(lane.spare(0, 100, limits)).toBe(800);
    lane.inFlight = lane.handed = 700;
    expect(lane.spare(0, 100, limits)).toBe(100);
    lane.inFlight = lane.handed = 800;
    expect(lane.spare(0, 100, limits)).toBe(0);
    expect(lane.room(0, 100, limits)).toBe(500);
    lane.inFlight += 800;
    expect(lane.room(0, 100, limits)).toBe(0);
    lane.inFlight = lane.handed = 0;
    lane.inFlight = 900;
    expect(lane.room(0, 100, limits)).toBe(0);
    expect(lane.spare(0, 100, limits)).toBe(700);
    expect(lane.room(1001, 100, limits)).toBe(500);
  });

  it('is none from a claim of what had waited long until one that finds nothing of the kind, however late it comes', () => {
    const lane = new Lane('d');
    lane.waited(4000);
    expect(lane.spare(0, 1, limits)).toBe(8);
    lane.waited(6000);
    expect(lane.spare(999, 1, limits)).toBe(0);
    expect(lane.spare(60_000, 1, limits)).toBe(0);
    lane.waited(0);
    expect(lane.spare(60_000, 1, limits)).toBe(8);
  });

  it('is none while the destination is left alone or its requests are rationed', () => {
    const lane = new Lane('d');
    expect(lane.spare(0, 1, { ...limits, perSecond: 100 })).toBe(0);
    lane.pause(1000);
    expect(lane.spare(999, 1, limits)).toBe(0);
    expect(lane.spare(1000, 1, limits)).toBe(8);
    lane.note({ kind: 'retry', reason: '429', status: 429, retryAfterMs: null }, 1000);
    expect(lane.spare(5000, 1, limits)).toBe(0);
  });

  it('is none where only one request at a time is allowed: what waits comes first', () => {
    expect(new Lane('d').spare(0, 1, { ...limits, concurrency: 1 })).toBe(0);
  });
});

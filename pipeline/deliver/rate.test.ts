import { describe, expect, it } from 'vitest';
import { Rate } from './rate';

/** Sends what is allowed every 50 ms to a destination that takes `takes` requests a second; returns requests by second. */
function play(rate: Rate, seconds: number, takes: (second: number) => number, most = 100): number[] {
  const sent: number[] = [];
  for (let second = 0; second < seconds; second += 1) {
    let count = 0;
    for (let step = 0; step < 20; step += 1) {
      const now = second * 1000 + step * 50;
      const requests = Math.min(rate.available(now, null), most / 20);
      rate.spend(now, requests);
      for (let n = 0; n < requests; n += 1) {
        count += 1;
        if (count > takes(second)) rate.refuse(now);
        else rate.accept(now);
      }
    }
    sent.push(count);
  }
  return sent;
}

describe('a rate', () => {
  it('comes down to about what a destination takes, and stays there', () => {
    const sent = play(new Rate(), 120, () => 20);
    const late = sent.slice(60);
    expect(late.reduce((sum, one) => sum + one, 0) / late.length).toBeGreaterThan(10);
    expect(Math.max(...late)).toBeLessThanOrEqual(32);
  });

  it('grows back little by little once no 429 comes, and ends when it no longer matters', () => {
    const rate = new Rate();
    const sent = play(rate, 200, (second) => (second < 20 ? 10 : 1000));
    expect(sent[22]).toBeLessThan(30);
    for (let second = 23; second < 60; second += 1)
      expect(sent[second]).toBeLessThan((sent[second - 1] ?? 0) * 1.6 + 2);
    expect(sent.at(-1)).toBe(100);
    expect(rate.slowedTo).toBeNull();
  });

  it('never stops for good, however often it is refused', () => {
    const rate = new Rate();
    for (let second = 0; second < 100; second += 1) rate.refuse(second * 1000);
    expect(rate.slowedTo).toBe(0.1);
    rate.available(100_000, null);
    rate.spend(100_000, rate.available(100_000, null));
    expect(rate.available(111_000, null)).toBe(1);
  });

  it('never exceeds what a person chose', () => {
    expect(new Rate().limit(5)).toBe(5);
    const rate = new Rate();
    rate.refuse(0);
    expect(rate.limit(5)).toBe(0.5);
  });
});

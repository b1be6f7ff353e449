import { describe, expect, it } from 'vitest';
import { RateLimit } from './rate-limit';

describe('RateLimit', () => {
  const start = () => {
    const clock = { now: 1000 };
    return { clock, limit: new RateLimit(() => clock.now) };
  };
  const admit = (limit: RateLimit, perSecond: number, events: number) => {
    const wait = limit.wait('k', perSecond);
    if (wait === 0) limit.take('k', perSecond, events);
    return wait;
  };

  it('lets one second’s worth through at once, and then one event per its share of a second', () => {
    const { clock, limit } = start();
    for (let n = 0; n < 10; n += 1) expect(admit(limit, 10, 1)).toBe(0);
    expect(admit(limit, 10, 1)).toBe(1);
    clock.now += 99;
    expect(admit(limit, 10, 1)).toBe(1);
    clock.now += 1;
    expect(admit(limit, 10, 1)).toBe(0);
    expect(admit(limit, 10, 1)).toBe(1);
  });

  it('admits a batch larger than a second’s worth, and says truly when the next may come', () => {
    const { clock, limit } = start();
    expect(admit(limit, 10, 100)).toBe(0);
    const wait = admit(limit, 10, 1);
    expect(wait).toBe(10);
    clock.now += (wait - 1) * 1000;
    expect(admit(limit, 10, 1)).toBe(1);
    clock.now += 1000;
    expect(admit(limit, 10, 1)).toBe(0);
  });

  it('lets no more through over a minute than the rate allows, whatever the sizes', () => {
    const { clock, limit } = start();
    let events = 0;
    for (let ms = 0; ms < 60_000; ms += 7) {
      const size = 1 + ((ms * 13) % 90);
      if (admit(limit, 50, size) === 0) events += size;
      clock.now += 7;
    }
    expect(events).toBeGreaterThan(50 * 58);
    expect(events).toBeLessThanOrEqual(50 * 61 + 90);
  });

  it('counts each key for itself, and follows a changed rate', () => {
    const { limit, clock } = start();
    limit.take('a', 10, 100);
    expect(limit.wait('a', 10)).toBe(10);
    expect(limit.wait('b', 10)).toBe(0);
    clock.now += 1000;
    expect(limit.wait('a', 1000)).toBe(1);
  });

  it('forgets those who are not in debt when it knows very many', () => {
    const { limit, clock } = start();
    limit.take('debtor', 1, 100_000);
    for (let n = 0; n < 10_000; n += 1) limit.take(`k${n}`, 10, 1);
    clock.now += 1000;
    limit.take('one more', 10, 1);
    expect(limit.wait('debtor', 1)).toBeGreaterThan(90_000);
  });
});

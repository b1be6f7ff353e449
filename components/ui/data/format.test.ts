import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDelay,
  formatDue,
  formatLatency,
  formatRelative,
  formatShare,
  shortenMiddle,
} from './format';

describe('numbers and times as people read them', () => {
  it('groups counts', () => expect(formatCount(1204331)).toBe('1,204,331'));

  it('never calls a share complete, or nothing, that is not', () => {
    expect(formatShare(999_999, 1_000_000)).toBe('> 99.9 %');
    expect(formatShare(9998, 10_000)).toBe('99.98 %');
    expect(formatShare(1, 1_000_000)).toBe('< 0.1 %');
    expect(formatShare(10, 10)).toBe('100 %');
    expect(formatShare(0, 10)).toBe('0 %');
    expect(formatShare(996, 1000)).toBe('99.6 %');
    expect(formatShare(0, 0)).toBeNull();
  });

  it('writes latencies in the unit that fits', () => {
    expect(formatLatency(84.2)).toBe('84 ms');
    expect(formatLatency(1234)).toBe('1.2 s');
    expect(formatLatency(59_990)).toBe('1 m 0 s');
    expect(formatLatency(190_000)).toBe('3 m 10 s');
    expect(formatLatency(7_500_000)).toBe('2 h 5 m');
  });

  it('writes times relative to now up to seven days', () => {
    const now = 1_800_000_000_000;
    expect(formatRelative(now - 300, now)).toBe('now');
    expect(formatRelative(now - 4000, now)).toBe('4 s ago');
    expect(formatRelative(now + 41_000, now)).toBe('in 41 s');
    expect(formatRelative(now - 2 * 3_600_000, now)).toBe('2 h ago');
    expect(formatRelative(now - 8 * 86_400_000, now)).toBeNull();
  });

  it('rounds a time to wait', () => {
    expect([20, 4998, 59_600, 600_400, 3_590_000].map(formatDelay)).toEqual(['1 s', '5 s', '1 min', '10 min', '1 h']);
  });

  it('never says of what is due that it was', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(formatDue(now + 41_000, now)).toBe('in 41 s');
    expect(formatDue(now - 2000, now)).toBe('now');
  });

  it('keeps both ends of an id', () => {
    expect(shortenMiddle('src_1')).toBe('src_1');
    expect(shortenMiddle('ajs-next-1795312-9f3c', 14)).toBe('ajs-next-…9f3c');
  });

  it('counts bytes in 1024s', () => expect(formatBytes(1434)).toBe('1.4 KB'));
});

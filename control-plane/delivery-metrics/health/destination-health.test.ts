import { describe, expect, it } from 'vitest';
import { judgeTries } from './destination-health';

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 12, 0, second));
const none = { delivered: 0, failed: 0, putOff: 0, succeededAt: null, failedAt: null, waiting: 0 };
const state = (recent: Partial<typeof none> | Record<string, unknown>) => judgeTries({ ...none, ...recent }).state;

describe('judgeTries', () => {
  it('calls a destination failing whose every try is put off, though none failed for good', () => {
    expect(judgeTries({ ...none, putOff: 7, failedAt: at(9), waiting: 3 })).toEqual({
      state: 'failing',
      tries: 7,
      failedTries: 7,
      waiting: 3,
    });
  });

  it('calls a destination fine that delivered four of five, whichever was the last', () => {
    expect(state({ delivered: 4, failed: 1, succeededAt: at(9), failedAt: at(5) })).toBe('fine');
    expect(state({ delivered: 4, failed: 1, succeededAt: at(5), failedAt: at(9) })).toBe('fine');
  });

  it('calls it retrying when most arrives but some waits for another try', () => {
    expect(state({ delivered: 9, putOff: 2, waiting: 2, succeededAt: at(5), failedAt: at(9) })).toBe('retrying');
  });

  it('calls it failing while failures for good outnumber deliveries, also right after a delivery', () => {
    expect(state({ delivered: 1, failed: 9, succeededAt: at(10), failedAt: at(9) })).toBe('failing');
  });

  it('calls it fine again once what was put off has arrived, or when nothing failed for a minute before the last try', () => {
    expect(state({ delivered: 1, putOff: 3, succeededAt: at(20), failedAt: at(10) })).toBe('fine');
    expect(state({ delivered: 1, failed: 9, succeededAt: at(80), failedAt: at(10) })).toBe('fine');
  });

  it('calls it quiet when nothing was tried', () => {
    expect(judgeTries(undefined).state).toBe('quiet');
    expect(state({})).toBe('quiet');
  });
});

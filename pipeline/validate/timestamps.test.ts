import { describe, expect, it } from 'vitest';
import { eventTimes } from './timestamps';

const RECEIVED = { at: Date.parse('2026-11-22T12:00:00.000Z'), iso: '2026-11-22T12:00:00.000Z' };

describe('eventTimes', () => {
  it('takes the wrong clock of a sender out: timestamp = receivedAt - (sentAt - originalTimestamp)', () => {
    const times = eventTimes({ timestamp: '2020-01-01T00:00:00.000Z', sentAt: '2020-01-01T00:00:10.000Z' }, RECEIVED);
    expect(times).toEqual({
      originalTimestamp: '2020-01-01T00:00:00.000Z',
      sentAt: '2020-01-01T00:00:10.000Z',
      timestamp: '2026-11-22T11:59:50.000Z',
    });
  });

  it('corrects nothing without sentAt, however old the event', () => {
    const times = eventTimes({ timestamp: '2012-12-02T00:30:08.276Z' }, RECEIVED);
    expect(times).toEqual({
      originalTimestamp: '2012-12-02T00:30:08.276Z',
      sentAt: undefined,
      timestamp: '2012-12-02T00:30:08.276Z',
    });
  });

  it.each([undefined, null, '', 'yesterday', {}, [], true, 9e99])(
    'lets an event with the timestamp %j happen when it arrived',
    (timestamp) => {
      const times = eventTimes({ timestamp, sentAt: '2020-01-01T00:00:10.000Z' }, RECEIVED);
      expect([times.originalTimestamp, times.timestamp]).toEqual([RECEIVED.iso, RECEIVED.iso]);
    },
  );

  it('ignores a sentAt that is no time', () => {
    const times = eventTimes({ timestamp: '2012-12-02T00:30:08.276Z', sentAt: 'soon' }, RECEIVED);
    expect(times).toMatchObject({ sentAt: undefined, timestamp: '2012-12-02T00:30:08.276Z' });
  });

  it.each([
    ['2026-11-22T10:00:00', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22 10:00', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T12:00:00+02:00', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:00,500', '2026-11-22T10:00:00.500Z'],
    ['2026-11-22 12:00:00,5+02:00', '2026-11-22T10:00:00.500Z'],
    ['2026-11-22T10:00:00.123456Z', '2026-11-22T10:00:00.123Z'],
    ['20261122T100000Z', '2026-11-22T10:00:00.000Z'],
    ['20261122T120000,5+0200', '2026-11-22T10:00:00.500Z'],
    ['11/22/2026 10:00', '2026-11-22T10:00:00.000Z'],
    ['November 22, 2026 10:00:00', '2026-11-22T10:00:00.000Z'],
    ['Sun, 22 Nov 2026 05:00:00 EST', '2026-11-22T10:00:00.000Z'],
    ['Sun Nov 22 2026 12:00:00 GMT+0200 (Central European Summer Time)', '2026-11-22T10:00:00.000Z'],
    [Date.parse('2026-11-22T10:00:00.000Z'), '2026-11-22T10:00:00.000Z'],
  ])('writes %j as %s, in UTC', (timestamp, iso) => {
    expect(eventTimes({ timestamp }, RECEIVED).originalTimestamp).toBe(iso);
  });

  it('reads a time without a zone as UTC, wherever this machine stands', () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'America/New_York';
      const written = ['2026-11-22T10:00:00', '11/22/2026 10:00', 'Nov 22, 2026 10:00', '20261122T100000'];
      const read = written.map((timestamp) => eventTimes({ timestamp }, RECEIVED).originalTimestamp);
      expect(new Set(read)).toEqual(new Set(['2026-11-22T10:00:00.000Z']));
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('prefers timestamp to originalTimestamp, and takes the latter when it is alone', () => {
    const [timestamp, originalTimestamp] = ['2026-11-22T10:00:00.000Z', '2026-11-22T09:00:00.000Z'];
    expect(eventTimes({ timestamp, originalTimestamp }, RECEIVED).originalTimestamp).toBe(timestamp);
    expect(eventTimes({ originalTimestamp }, RECEIVED).originalTimestamp).toBe(originalTimestamp);
  });

  it('never throws on the ends of time', () => {
    const times = eventTimes(
      { timestamp: '+275760-09-13T00:00:00.000Z', sentAt: '-271821-04-20T00:00:00.000Z' },
      RECEIVED,
    );
    expect(times.timestamp).toBe(RECEIVED.iso);
  });
});

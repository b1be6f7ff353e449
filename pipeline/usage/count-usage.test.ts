import { describe, expect, it } from 'vitest';
import { countUsage, type UsageEvent } from './count-usage';

const event = (changes: Partial<UsageEvent> = {}): UsageEvent => ({
  workspaceId: 'w',
  sourceId: 's',
  receivedAt: new Date('2026-03-31T23:59:59.999Z'),
  userId: null,
  anonymousId: 'a',
  ...changes,
});

describe('countUsage', () => {
  it('counts a call on the UTC day, and an id in the UTC month, that it was received', () => {
    const { apiCalls, trackedIds } = countUsage([
      event(),
      event(),
      event({ receivedAt: new Date('2026-04-01T00:00:00.000Z') }),
    ]);
    expect(apiCalls.map(({ day, count }) => [day, count])).toEqual([
      ['2026-03-31', 2],
      ['2026-04-01', 1],
    ]);
    expect(trackedIds.map(({ month, firstDay }) => [month, firstDay])).toEqual([
      ['2026-03-01', '2026-03-31'],
      ['2026-04-01', '2026-04-01'],
    ]);
  });

  it('keeps the first day of an id and the first day it was linked, whatever the order', () => {
    const day = (n: number) => new Date(`2026-03-0${n}T12:00:00Z`);
    const { trackedIds } = countUsage([
      event({ receivedAt: day(5), userId: 'u' }),
      event({ receivedAt: day(4), userId: 'u' }),
      event({ receivedAt: day(3) }),
      event({ receivedAt: day(6) }),
    ]);
    expect(trackedIds.find(({ kind }) => kind === 'a')).toMatchObject({
      firstDay: '2026-03-03',
      linkedDay: '2026-03-04',
    });
    expect(trackedIds.find(({ kind }) => kind === 'u')).toMatchObject({ firstDay: '2026-03-04', linkedDay: null });
  });

  it('never keeps an id itself, and does not take a userId for an anonymousId', () => {
    const { trackedIds } = countUsage([event({ userId: 'same', anonymousId: 'same' })]);
    expect(new Set(trackedIds.map(({ idHash }) => idHash)).size).toBe(2);
    expect(JSON.stringify(trackedIds)).not.toContain('same');
    const other = countUsage([event({ workspaceId: 'other', userId: 'same', anonymousId: null })]).trackedIds[0];
    expect(trackedIds.map(({ idHash }) => idHash)).not.toContain(other?.idHash);
  });
});

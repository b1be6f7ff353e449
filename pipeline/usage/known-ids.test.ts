import { describe, expect, it } from 'vitest';
import { countUsage, type UsageEvent } from './count-usage';
import { KnownIds } from './known-ids';

const anEvent = (fields: Partial<UsageEvent> = {}): UsageEvent => ({
  workspaceId: 'wks',
  sourceId: 'src',
  receivedAt: new Date('2026-11-22T10:00:00Z'),
  userId: null,
  anonymousId: 'a1',
  ...fields,
});

describe('KnownIds', () => {
  it('spares an id that is stored, until something about it is news', () => {
    const known = new KnownIds();
    const count = (event: UsageEvent) => {
      const usage = countUsage([event], known);
      usage.remember();
      return usage.trackedIds.map(({ kind, firstDay, linkedDay }) => `${kind} ${firstDay} ${linkedDay}`);
    };
    expect(count(anEvent())).toEqual(['a 2026-11-22 null']);
    expect(count(anEvent())).toEqual([]);
    expect(count(anEvent({ receivedAt: new Date('2026-11-23T10:00:00Z') }))).toEqual([]);
    expect(count(anEvent({ receivedAt: new Date('2026-11-21T10:00:00Z') }))).toEqual(['a 2026-11-21 null']);
    expect(count(anEvent({ userId: 'u1' }))).toEqual(['u 2026-11-22 null', 'a 2026-11-22 2026-11-22']);
    expect(count(anEvent({ userId: 'u1' }))).toEqual([]);
    expect(count(anEvent({ receivedAt: new Date('2026-12-01T10:00:00Z') }))).toEqual(['a 2026-12-01 null']);
    expect(count(anEvent({ sourceId: 'other' }))).toEqual(['a 2026-11-22 null']);
  });

  it('does not remember what was not stored', () => {
    const known = new KnownIds();
    expect(countUsage([anEvent()], known).trackedIds).toHaveLength(1);
    expect(countUsage([anEvent()], known).trackedIds).toHaveLength(1);
  });

  it('forgets the ids it has not met for longest, and never holds more than two halves', () => {
    const known = new KnownIds(3);
    const days = { firstDay: '2026-11-22', linkedDay: null };
    for (const key of ['a', 'b', 'c', 'd']) known.remember(key, days);
    expect(known.covers('a', days)).toBe(true); // and so is young again
    for (const key of ['e', 'f']) known.remember(key, days);
    expect(known.covers('b', days)).toBe(false);
    expect(known.covers('a', days)).toBe(true);
  });
});

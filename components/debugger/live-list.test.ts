import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../control-plane/debugger/live-event';
import { arrive, LIST_CAP, release, startList } from './live-list';

function events(...ids: (number | string)[]): LiveEvent[] {
  return ids.map((id) => ({
    id: String(id),
    receivedAt: '2026-11-22T14:00:00.000Z',
    messageId: `m${id}`,
    type: 'track',
    name: 'x',
    userId: null,
    anonymousId: null,
    outcome: 'successfully_received',
    reason: null,
    payload: '{}',
  }));
}

const ids = (list: LiveEvent[]) => list.map((event) => event.id);
const live = { hold: false, quiet: false };

describe('the live list', () => {
  it('shows each event once, newest first, whatever the order in which they come', () => {
    let list = startList(events(8, 9));
    list = arrive(list, events(11, 10), live);
    list = arrive(list, events(9, 7, 11, 7), live);
    expect(ids(list.shown)).toEqual(['11', '10', '9', '8', '7']);
    expect([...list.fresh]).toEqual(['7']);
  });

  it('orders ids beyond what a number can hold', () => {
    const list = startList(events('9007199254740993', '9007199254740992', '999', '10000000000000000'));
    expect(ids(list.shown)).toEqual(['10000000000000000', '9007199254740993', '9007199254740992', '999']);
  });

  it('keeps the newest 500', () => {
    const list = arrive(startList(events(...Array(LIST_CAP).keys())), events(600, 601), live);
    expect(list.shown).toHaveLength(LIST_CAP);
    expect(ids(list.shown).slice(0, 3)).toEqual(['601', '600', '499']);
    expect(list.shown.at(-1)?.id).toBe('2');
  });

  it('holds back what comes while paused, counts it once, and shows all of it afterwards', () => {
    let list = startList(events(1));
    list = arrive(list, events(2, 3), { hold: true, quiet: false });
    list = arrive(list, events(3, 4, 1), { hold: true, quiet: false });
    expect(ids(list.shown)).toEqual(['1']);
    expect(list.heldCount).toBe(3);
    list = release(list);
    expect(ids(list.shown)).toEqual(['4', '3', '2', '1']);
    expect(list.heldCount).toBe(0);
  });

  it('takes in quietly what was there before, even while paused', () => {
    const list = arrive(startList(events(5)), events(5, 4), { hold: true, quiet: true });
    expect(ids(list.shown)).toEqual(['5', '4']);
    expect(list.fresh.size).toBe(0);
  });
});

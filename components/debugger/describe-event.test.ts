import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../control-plane/debugger/live-event';
import { describeEvent, libraryOf } from './describe-event';
import { filterEvents } from './filter-events';

function event(type: string, payload: unknown, more: Partial<LiveEvent> = {}): LiveEvent {
  return {
    id: '1',
    receivedAt: '2026-11-22T14:00:00.000Z',
    messageId: 'm',
    type,
    name: null,
    userId: null,
    anonymousId: null,
    outcome: 'successfully_received',
    reason: null,
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    ...more,
  };
}

describe('describeEvent', () => {
  it.each([
    [event('track', {}, { name: 'Order Completed' }), 'Order Completed', null],
    [event('track', {}), '(no event name)', null],
    [event('identify', { traits: { email: 'a@b.c' } }, { userId: 'u_1' }), 'u_1', 'a@b.c'],
    [event('identify', { traits: 'text' }, { anonymousId: 'a_1' }), 'a_1', null],
    [event('group', { groupId: 'g', traits: { name: 'Toast Guild' } }), 'Toast Guild', 'g'],
    [event('alias', { previousId: 'old' }, { userId: 'new' }), 'old → new', null],
    [event('page', { properties: { path: '/cart', title: 'Cart' } }), 'Cart', '/cart'],
    [event('page', { properties: { path: '/cart' } }), '/cart', null],
    [event('screen', {}), '(unnamed screen)', null],
    [event('unknown', 'not json'), '(unreadable event)', null],
    [event('unknown', '[1]'), '(unreadable event)', null],
    [event('unknown', { type: 'purchase' }), 'purchase', null],
  ])('calls an event by what tells it apart (%#)', (given, title, note) => {
    expect(describeEvent(given)).toMatchObject({ title, note });
  });

  it('names the library that sent it, when there is one', () => {
    expect(libraryOf(event('track', { context: { library: { name: 'analytics-node', version: '3.1.0' } } }))).toBe(
      'analytics-node 3.1.0',
    );
    expect(libraryOf(event('track', { context: null }))).toBeNull();
  });
});

describe('filterEvents', () => {
  const order = event('track', { event: 'Order', properties: { note: 'say "hi" to Zoë' } });
  const refused = event('track', {}, { outcome: 'failed_on_ingest', reason: 'event_not_defined' });
  const page = event('page', { name: 'Home' });
  const all = [order, refused, page];

  it.each([
    [{}, all],
    [{ search: 'ZOË' }, [order]],
    [{ search: 'say "hi"' }, [order]],
    [{ search: 'event_not' }, [refused]],
    [{ type: 'page' }, [page]],
    [{ verdict: 'refused' as const }, [refused]],
    [{ verdict: 'accepted' as const, type: 'track' }, [order]],
    [{ search: 'nothing like it' }, []],
  ])('keeps what %j asks for', (filter, kept) => {
    expect(filterEvents(all, { search: '', type: '', verdict: '', ...filter })).toEqual(kept);
  });
});

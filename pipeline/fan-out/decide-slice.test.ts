import { describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '@/spec/event';
import type { LogEvent } from '@/storage/events/follow/follow-log';
import { decideSlice } from './decide-slice';
import type { Route } from './route';

const NOW = new Date('2026-11-22T10:00:00Z');
let serial = 0;

function logged(fields: JsonObject, row: Partial<LogEvent> = {}): LogEvent {
  serial += 1;
  const id = String(serial);
  const about = { workspaceId: 'w', sourceId: 's', messageId: `m-${id}`, name: null, userId: null, anonymousId: null };
  const type = typeof fields.type === 'string' ? fields.type : 'track';
  const payload = JSON.stringify({ type, ...fields });
  return {
    tx: '1',
    id,
    receivedAt: NOW,
    ...about,
    type,
    outcome: 'successfully_received',
    reason: null,
    payload,
    ...row,
  };
}

/** A destination that wants every track; `matches` tells how often its trigger was asked. */
function decide(events: LogEvent[], byType: boolean) {
  const matches = vi.fn((event: { type: string }) => event.type === 'track');
  const route: Route = {
    destinationId: 'd',
    configVersion: 1,
    names: ['Webhooks'],
    inBrowser: false,
    supports: () => true,
    byType,
    filter: (event) => ({ verdict: 'pass', event, changed: false }),
    triggers: [{ subscriptionId: 'sub', name: 'Every track', matches }],
    settingsProblem: null,
  };
  const made = decideSlice(events, new Map([['s', { routes: [route], disabled: 0 }]]), NOW);
  return { made, asked: matches.mock.calls.length };
}

const ORDINARY: JsonObject[] = [
  { type: 'track' },
  { type: 'track', integrations: {} },
  { type: 'page' },
  { type: 'track' },
];
const PARTICULAR: JsonObject[] = [
  { type: 'track', integrations: { Webhooks: false } },
  { type: 'track', integrations: { All: false } },
  { type: 'track', properties: { integrations: {} }, integrations: { All: false } },
  { type: 'track', _metadata: { bundledIds: ['d'] } },
];

describe('a slice for a destination that asks only for the type', () => {
  it('is decided as if every event had been looked into', () => {
    const events = [...ORDINARY, ...PARTICULAR, ...ORDINARY].map((fields) => logged(fields));
    const { made } = decide(events, true);
    expect(made).toEqual(decide(events, false).made);
    expect(made.deliveries).toHaveLength(6);
    expect(made.outcomes.map(({ reason }) => reason)).toEqual([
      'NO_MATCHING_MAPPING',
      ...Array.from({ length: 3 }, () => 'FILTERED_BY_INTEGRATIONS_OBJECT'),
      'MESSAGE_SENT_CLIENT_SIDE',
      'NO_MATCHING_MAPPING',
    ]);
  });

  it('looks into one event of each type only, where none says more', () => {
    const events = Array.from({ length: 10 }, () => ORDINARY.map((fields) => logged(fields))).flat();
    expect(decide(events, true).asked).toBe(2);
    expect(decide(events, false).asked).toBe(40);
  });

  it('still ends what is no event as our bug', () => {
    const events = [logged({}), logged({}, { payload: '{' }), logged({}, { payload: 'null' })];
    const { made } = decide(events, true);
    expect(made.deliveries).toHaveLength(1);
    expect(made.outcomes).toMatchObject([
      { destinationId: '', reason: 'INTERNAL' },
      { destinationId: 'd', reason: 'INTERNAL' },
    ]);
  });
});

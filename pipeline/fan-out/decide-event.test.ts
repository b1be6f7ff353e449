import { describe, expect, it } from 'vitest';
import type { JsonObject, SegmentEvent } from '@/spec/event';
import { decideEvent } from './decide-event';
import { allowedByIntegrations } from './integrations';
import type { Route } from './route';

function anEvent(changes: Record<string, unknown> = {}): SegmentEvent {
  const at = '2026-03-01T10:00:00.000Z';
  const base = { messageId: 'm', timestamp: at, originalTimestamp: at, receivedAt: at, context: {} };
  return { type: 'track', event: 'Order Completed', ...base, ...changes };
}

function aRoute(changes: Partial<Route> = {}): Route {
  return {
    destinationId: 'dst',
    configVersion: 3,
    names: ['Webhooks', 'webhook'],
    inBrowser: false,
    supports: () => true,
    byType: false,
    filter: (event) => ({ verdict: 'pass', event, changed: false }),
    triggers: [{ subscriptionId: 'sub', name: 'Send', matches: () => true }],
    settingsProblem: null,
    ...changes,
  };
}

const decide = (route: Route, event = anEvent()) => decideEvent(event, { routes: [route], disabled: 0 })[0];
const dropped = () => ({ verdict: 'drop', filterId: 'flt', reason: 'FILTERED_BY_RULES', detail: 'Why.' }) as const;

describe('decideEvent', () => {
  it('delivers with every mapping that matches, in their order, and the configuration version', () => {
    const triggers = [true, false, true].map((match, i) => ({
      subscriptionId: `sub-${i}`,
      name: `Mapping ${i}`,
      matches: () => match,
    }));
    expect(decide(aRoute({ triggers }))).toEqual({
      kind: 'deliver',
      destinationId: 'dst',
      configVersion: 3,
      subscriptionIds: ['sub-0', 'sub-2'],
      changedEvent: null,
    });
  });

  it('asks triggers about the event as filters left it', () => {
    const changed = anEvent({ event: 'Changed' });
    const matches = (event: SegmentEvent) => event.event === 'Changed';
    const route = aRoute({
      filter: () => ({ verdict: 'pass', event: changed, changed: true }),
      triggers: [{ subscriptionId: 'sub', name: 'Send', matches }],
    });
    expect(decide(route)).toMatchObject({ kind: 'deliver', changedEvent: changed });
  });

  it('sends nothing that the page has sent, and nothing at all to what runs in pages only', () => {
    const byPage = anEvent({ _metadata: { bundled: ['Segment.io', 'Webhooks'] } });
    const sent = { kind: 'end', outcome: 'filtered_at_destination', reason: 'MESSAGE_SENT_CLIENT_SIDE' };
    expect(decide(aRoute(), byPage)).toMatchObject(sent);
    expect(decide(aRoute({ inBrowser: true }), byPage)).toMatchObject(sent);
    expect(decide(aRoute({ inBrowser: true }))).toMatchObject({ reason: 'NOT_SENT_CLIENT_SIDE' });
    expect(decide(aRoute({ triggers: [] }), byPage)).toMatchObject({ reason: 'NO_MATCHING_MAPPING' });
  });

  it('gives the first reason in the order integrations, type, filters, triggers, settings', () => {
    const all = {
      supports: () => false,
      filter: dropped,
      triggers: [],
      settingsProblem: 'Missing: API key.',
    };
    const off = anEvent({ integrations: { All: false } });
    const reason = (route: Route, event?: SegmentEvent) => {
      const decision = decide(route, event);
      return decision?.kind === 'end' ? decision.reason : 'delivered';
    };
    expect(reason(aRoute(all), off)).toBe('FILTERED_BY_INTEGRATIONS_OBJECT');
    expect(reason(aRoute(all))).toBe('UNSUPPORTED_EVENT_TYPE');
    expect(reason(aRoute({ ...all, supports: () => true }))).toBe('FILTERED_BY_RULES');
    expect(reason(aRoute({ triggers: [], settingsProblem: 'x' }))).toBe('NO_MATCHING_MAPPING');
    expect(reason(aRoute({ settingsProblem: 'x' }))).toBe('INVALID_SETTINGS');
  });

  it('says which trigger failed, while others still match', () => {
    const failing = { subscriptionId: 'bad', name: 'Bad', matches: () => ({ problem: 'Expected a value.' }) };
    expect(decide(aRoute({ triggers: [failing] }))).toMatchObject({
      reason: 'NO_MATCHING_MAPPING',
      detail: 'The trigger of “Bad” failed: Expected a value.',
    });
    const fine = { subscriptionId: 'ok', name: 'Fine', matches: () => true };
    expect(decide(aRoute({ triggers: [failing, fine] }))).toMatchObject({ subscriptionIds: ['ok'] });
  });

  it('lets a bug at one destination end the event only there', () => {
    const bug = new TypeError('bug');
    const throws = aRoute({
      destinationId: 'broken',
      filter: () => {
        throw bug;
      },
    });
    const decisions = decideEvent(anEvent(), { routes: [throws, aRoute()], disabled: 0 });
    expect(decisions).toMatchObject([
      { destinationId: 'broken', outcome: 'failed_delivery', reason: 'INTERNAL', error: bug },
      { kind: 'deliver', destinationId: 'dst' },
    ]);
  });

  it('names the end of an event that no destination wants', () => {
    expect(decideEvent(anEvent(), { routes: [], disabled: 0 })).toMatchObject([
      { destinationId: '', outcome: 'no_destination', reason: null, detail: 'The source has no destination.' },
    ]);
    expect(decideEvent(anEvent(), { routes: [], disabled: 2 })).toMatchObject([{ reason: 'DESTINATION_DISABLED' }]);
  });
});

describe('allowedByIntegrations', () => {
  it.each([
    [undefined, true],
    [{}, true],
    [{ All: true }, true],
    [{ All: false }, false],
    [{ Webhooks: false }, false],
    [{ webhook: false }, false],
    [{ webhooks: false }, true],
    [{ All: false, Webhooks: true }, true],
    [{ All: false, Webhooks: { option: 1 } }, true],
    [{ All: true, Webhooks: false }, false],
    [{ Webhooks: true, webhook: false }, false],
    [{ All: false, Webhooks: 'yes' }, false],
    [{ All: false, Webhooks: null }, false],
    [{ Other: false }, true],
    [JSON.parse('{"__proto__":{"Webhooks":false}}'), true],
    ['nonsense', true],
    [[false], true],
  ])('reads %j as %s', (integrations: JsonObject | undefined, expected) => {
    expect(allowedByIntegrations(anEvent({ integrations }), ['Webhooks', 'webhook'])).toBe(expected);
  });
});

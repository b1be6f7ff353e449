import { describe, expect, it } from 'vitest';
import type { EventTestView, MappingView } from '@/control-plane/event-tester/test-view';
import { EVENT_TYPES } from '@/spec/event';
import { validateEvent } from '../../pipeline/validate/validate-event';
import { curlOf } from './curl-of';
import { freshEvent, sampleEvent } from './sample-event';
import { summariseTest } from './summarise-test';

it.each(EVENT_TYPES)('generates a %s event that the door accepts', (type) => {
  const event = JSON.parse(sampleEvent(type, new Date('2026-03-01T10:00:00Z'), 'abc')) as never;
  expect(validateEvent(type, event)).toBeNull();
  expect(event).toMatchObject({ type, messageId: 'test-abc', timestamp: '2026-03-01T10:00:00.000Z' });
});

it('makes a stored event a new one, with another id and without what a door wrote', () => {
  const stored = {
    type: 'track',
    event: 'A',
    userId: 'u',
    messageId: 'old',
    receivedAt: 'x',
    sentAt: 'x',
    _metadata: {},
  };
  const fresh = freshEvent(JSON.stringify(stored), new Date('2026-03-01T10:00:00Z'), 'abc');
  const timestamp = '2026-03-01T10:00:00.000Z';
  expect(JSON.parse(fresh)).toEqual({ type: 'track', event: 'A', userId: 'u', messageId: 'test-abc', timestamp });
  expect(freshEvent('{', new Date(), 'abc')).toBe('{');
});

it('writes a request as curl, safe in a shell, without headers that curl sets', () => {
  const headers = { 'content-length': '9', authorization: '[redacted]', 'x-name': "O'Hara $(id)" };
  expect(curlOf({ method: 'POST', url: 'https://a.example/x?y=1', headers, body: `{"a":"it's"}` })).toBe(
    [
      "curl -X POST 'https://a.example/x?y=1'",
      "-H 'authorization: [redacted]'",
      String.raw`-H 'x-name: O'\''Hara $(id)'`,
      String.raw`--data-raw '{"a":"it'\''s"}'`,
    ].join(' \\\n  '),
  );
});

describe('the summary of a test', () => {
  const run = (verdict: NonNullable<MappingView['run']>['verdict'], requests = 1): MappingView['run'] => ({
    payload: {},
    problems: [],
    exchanges: Array.from({ length: requests }, () => ({
      request: { method: 'POST', url: 'https://a.example', headers: {}, body: '' },
      response: null,
      durationMs: 1,
    })),
    verdict,
    dependent: false,
    unseen: false,
  });
  const mapping = (changes: Partial<MappingView>): MappingView => ({
    id: 'm',
    name: 'Send',
    actionSlug: 'send',
    actionTitle: 'Send',
    enabled: true,
    trigger: 'all',
    triggered: 'yes',
    triggerProblem: null,
    why: null,
    run: null,
    ...changes,
  });
  const test = (changes: Partial<EventTestView>): EventTestView => ({
    mode: 'dry',
    at: '2026-03-01T10:00:00.000Z',
    received: {},
    sent: {},
    steps: [],
    mappings: [],
    device: false,
    outcome: null,
    words: {},
    ...changes,
  });

  it('counts the mappings that real traffic asks and the requests, and says that nothing was sent', () => {
    const mappings = [
      mapping({ run: run(null, 2) }),
      mapping({ triggered: 'no' }),
      mapping({ enabled: false }),
      mapping({ enabled: true, triggered: 'no' }),
    ];
    expect(summariseTest(test({ mappings }), 'Hook')).toEqual({
      state: 'pending',
      title: '1 of 3 mappings matches; 2 requests would be sent.',
      detail: 'Nothing was sent.',
    });
  });

  it('counts no requests where a dry run cannot see any', () => {
    const unseen = { payload: {}, problems: [], exchanges: [], verdict: null, dependent: false, unseen: true };
    expect(summariseTest(test({ mappings: [mapping({ run: unseen })] }), 'Kafka')).toEqual({
      state: 'pending',
      title: '1 of 1 mapping matches.',
      detail: 'Nothing was sent. Of some mappings only the payload can be shown.',
    });
  });

  it('says where an event stops', () => {
    const step = {
      key: 'filters' as const,
      state: 'stopped' as const,
      message: 'Filter “A” kept it back.',
      reason: null,
    };
    expect(summariseTest(test({ steps: [step] }), 'Hook')).toMatchObject({
      state: 'filtered',
      title: 'The event would not be sent to Hook',
      detail: step.message,
    });
    expect(summariseTest(test({ steps: [{ ...step, key: 'door' }] }), 'Hook')).toMatchObject({ state: 'failed' });
  });

  it('tells a delivery from one that real traffic would repeat and from one that failed', () => {
    const of = (outcome: 'successful_delivery' | 'pending_retry' | 'failed_delivery') =>
      summariseTest(
        test({
          mode: 'real',
          mappings: [mapping({ run: run(null) })],
          outcome: { outcome, reason: '503', detail: 'It answered 503.', nextAt: null },
        }),
        'Hook',
      );
    expect(of('successful_delivery')).toMatchObject({
      state: 'delivered',
      detail: '1 of 1 mapping matches; 1 request sent.',
    });
    expect(of('pending_retry')).toMatchObject({ state: 'retrying', detail: expect.stringContaining('503') as string });
    expect(of('failed_delivery')).toMatchObject({ state: 'failed' });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@/platform/ids';
import type { JsonObject } from '@/spec/event';
import { db, pool } from '@/storage/client';
import { loadDestinationConfigs } from '@/storage/deliveries/destination-config';
import { aDeliveryTarget, type DeliveryTarget } from '@/testing/deliveries';
import { startReceiver, type Receiver } from '@/testing/receiver';
import type { EventTest, TestMode } from './event-test';
import { testEvent } from './test-event';

const SECRET = 'sup3r-secret-value';
let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const aWebhook = (given: Parameters<typeof aDeliveryTarget>[1] = {}) =>
  aDeliveryTarget('webhook', { answers: { url: `${receiver.url}/hook` }, secrets: { sharedSecret: SECRET }, ...given });

async function tested(
  { destinationId }: DeliveryTarget,
  event: JsonObject,
  mode: TestMode = 'dry',
  more: Partial<Parameters<typeof testEvent>[0]> = {},
): Promise<EventTest> {
  const [config] = await loadDestinationConfigs(pool(), [destinationId]);
  if (!config) throw new Error('The destination is gone.');
  return testEvent({ config, event, mode, sourceEnabled: true, requestId: newId('req'), ...more });
}

const aTrack = (fields: JsonObject = {}): JsonObject => ({
  type: 'track',
  event: 'Order Completed',
  userId: 'u1',
  messageId: 'm-1',
  properties: { total: 9.5 },
  ...fields,
});
const states = ({ steps }: EventTest) => Object.fromEntries(steps.map(({ key, state }) => [key, state]));

describe('a dry run', () => {
  it('shows each step, the mapped payload and the request, and sends nothing', async () => {
    const target = await aWebhook();
    const test = await tested(target, aTrack());
    expect(states(test)).toEqual({
      door: 'passed',
      enabled: 'passed',
      integrations: 'passed',
      type: 'passed',
      filters: 'passed',
      triggers: 'passed',
      settings: 'passed',
    });
    const [mapping] = test.mappings;
    expect(mapping).toMatchObject({ enabled: true, triggered: 'yes', actionTitle: 'Send' });
    expect(mapping?.run?.payload).toMatchObject({ url: `${receiver.url}/hook`, data: { event: 'Order Completed' } });
    expect(mapping?.run?.exchanges).toMatchObject([
      { request: { method: 'POST', url: `${receiver.url}/hook` }, response: null },
    ]);
    expect(JSON.parse(mapping?.run?.exchanges[0]?.request.body ?? '')).toMatchObject({ messageId: 'm-1' });
    expect(test.outcome).toBeNull();
    expect(receiver.requests).toEqual([]);
  });

  it('foretells nothing of a destination that has a connection of its own, and connects to nobody', async () => {
    const settings = { clientId: 'c', brokers: `127.0.0.1:${receiver.port}`, mechanism: 'plain', ssl_enabled: false };
    const secrets = { username: 'shop', password: SECRET };
    const target = await aDeliveryTarget('kafka', { settings, secrets });
    await db().subscription.deleteMany({ where: { destinationId: target.destinationId } });
    const mapping = { topic: 'events', payload: { '@path': '$.properties' } };
    const { destinationId } = target;
    await db().subscription.create({
      data: {
        id: newId('sub'),
        destinationId,
        name: 'Send',
        actionSlug: 'send',
        trigger: 'all',
        enabled: true,
        mapping,
      },
    });
    const test = await tested(target, aTrack());
    expect(test.mappings[0]?.run).toMatchObject({
      payload: { topic: 'events', payload: { total: 9.5 } },
      problems: [],
      exchanges: [],
      verdict: null,
      unseen: true,
    });
    expect(test.outcome).toBeNull();
  });

  it('knows the end of what is refused before a request: the problem by its field, and the outcome', async () => {
    const target = await aDeliveryTarget('windsor', { settings: {}, secrets: { apiKey: SECRET } });
    await db().subscription.updateMany({
      where: { destinationId: target.destinationId },
      data: { mapping: {}, trigger: 'all' },
    });
    const test = await tested(target, aTrack());
    const run = test.mappings.find((one) => one.run !== null)?.run;
    expect(run?.problems.length).toBeGreaterThan(0);
    expect(run?.verdict).toMatchObject({ kind: 'failed', reason: 'MESSAGE_REJECTED' });
    expect(run?.exchanges).toEqual([]);
    expect(test.outcome).toMatchObject({ outcome: 'failed_delivery', reason: 'MESSAGE_REJECTED' });
  });

  it('refuses at the door what the door refuses, in its words', async () => {
    const target = await aWebhook();
    const test = await tested(target, { type: 'track', userId: 'u1' });
    expect(test.steps[0]).toEqual({
      key: 'door',
      state: 'stopped',
      reason: 'event_not_defined',
      message: 'The track call had no event name.',
    });
    expect(test.steps.slice(1).every(({ state }) => state === 'skipped')).toBe(true);
    expect(test).toMatchObject({ received: null, outcome: { outcome: 'failed_on_ingest' } });
    expect((await tested(target, [] as never)).steps[0]).toMatchObject({ reason: 'bad_request' });
    expect((await tested(target, aTrack({ properties: { big: 'x'.repeat(40_000) } }))).steps[0]).toMatchObject({
      reason: 'message_too_large',
    });
  });

  it('keeps the times of an event that was received before, and corrects those of one that was not', async () => {
    const target = await aWebhook();
    const times = {
      timestamp: '2026-03-01T10:00:00.000Z',
      originalTimestamp: '2026-03-01T11:00:00.000Z',
      sentAt: '2026-03-01T11:00:05.000Z',
      receivedAt: '2026-03-01T10:00:05.000Z',
    };
    expect((await tested(target, aTrack(times))).received).toMatchObject(times);
    const now = new Date('2026-03-02T00:00:10.000Z');
    const sender = { timestamp: '2026-03-01T11:00:00.000Z', sentAt: '2026-03-01T11:00:05.000Z' };
    expect((await tested(target, aTrack(sender), 'dry', { now })).received).toMatchObject({
      timestamp: '2026-03-02T00:00:05.000Z',
      originalTimestamp: sender.timestamp,
      receivedAt: now.toISOString(),
    });
  });

  it('says which filters held and what they removed, and maps the event as they left it', async () => {
    const target = await aWebhook();
    const filter = (title: string, condition: string, actions: object[]) =>
      db().destinationFilter.create({
        data: { id: newId('flt'), destinationId: target.destinationId, title, condition, actions },
      });
    await filter('No cards', 'all', [{ type: 'DROP_PROPERTIES', fields: { properties: ['card', 'user.ssn'] } }]);
    await filter('No pages', "type = 'page'", [{ type: 'DROP' }]);
    const event = aTrack({ properties: { card: '4111', user: { ssn: '1', name: 'Ana' } } });
    const test = await tested(target, event);
    const step = test.steps.find(({ key }) => key === 'filters');
    expect(step?.removed).toEqual(['properties.card', 'properties.user.ssn']);
    expect(step?.filters).toMatchObject([
      { title: 'No cards', matched: true },
      { title: 'No pages', matched: false },
    ]);
    expect(test.received).toMatchObject({ properties: { card: '4111' } });
    expect(test.sent).toMatchObject({ properties: { user: { name: 'Ana' } } });
    expect(JSON.stringify(test.mappings)).not.toContain('4111');
    const page = await tested(target, { type: 'page', userId: 'u1' });
    expect(page.steps.find(({ key }) => key === 'filters')).toMatchObject({
      state: 'stopped',
      reason: 'FILTERED_BY_RULES',
      message: 'Filter “No pages” kept the event back.',
    });
    expect(page.outcome).toMatchObject({ outcome: 'filtered_at_destination', reason: 'FILTERED_BY_RULES' });
  });

  it('says of each mapping why its trigger did not match, of disabled ones too, without running them', async () => {
    const target = await aWebhook();
    const add = (name: string, trigger: string, enabled: boolean) =>
      db().subscription.create({
        data: {
          id: newId('sub'),
          destinationId: target.destinationId,
          name,
          actionSlug: 'send',
          trigger,
          enabled,
          mapping: { url: receiver.url, method: 'POST', data: { '@path': '$.' } },
          position: 9,
        },
      });
    const other = await add('Refunds', "type = 'track' and event = 'Order Refunded'", true);
    const off = await add('Off', "event = 'Order Completed'", false);
    const test = await tested(target, aTrack());
    const of = (id: string) => test.mappings.find((one) => one.id === id);
    expect(of(other.id)).toMatchObject({ triggered: 'no', run: null });
    expect(of(other.id)?.why).toMatchObject({
      kind: 'all',
      holds: false,
      parts: [
        { text: "type = 'track'", holds: true },
        { text: "event = 'Order Refunded'", holds: false, found: [{ path: 'event', value: 'Order Completed' }] },
      ],
    });
    expect(of(off.id)).toMatchObject({ enabled: false, triggered: 'yes', run: null });
    const alone = await tested(target, aTrack(), 'dry', { subscriptionId: off.id });
    expect(alone.mappings).toMatchObject([{ id: off.id, enabled: false, triggered: 'yes' }]);
    expect(alone.mappings[0]?.run?.exchanges).toHaveLength(1);
  });

  it('goes on at a disabled destination and source, and says so', async () => {
    const target = await aWebhook();
    await db().destination.update({ where: { id: target.destinationId }, data: { enabled: false } });
    const test = await tested(target, aTrack(), 'dry', { sourceEnabled: false });
    expect(states(test)).toMatchObject({ door: 'noted', enabled: 'noted', settings: 'passed' });
    expect(test.mappings[0]?.run?.exchanges).toHaveLength(1);
  });

  it('only asks the triggers of a destination that browsers run', async () => {
    const target = await aDeliveryTarget('hubspot-web', { settings: { portalId: '1234' } });
    const test = await tested(target, aTrack());
    expect(test).toMatchObject({ device: true, outcome: { reason: 'NOT_SENT_CLIENT_SIDE' } });
    expect(test.steps.at(-1)).toMatchObject({ key: 'sender', state: 'noted' });
    expect(test.mappings.map(({ triggered }) => triggered)).toContain('yes');
    expect(test.mappings.every(({ run }) => run === null)).toBe(true);
  });

  it('says that no account is connected where one signs in with an account', async () => {
    const target = await aDeliveryTarget('attio');
    const test = await tested(target, { type: 'identify', userId: 'u1', traits: { email: 'ana@example.com' } });
    expect(test.steps.find(({ key }) => key === 'settings')).toMatchObject({
      state: 'stopped',
      message: expect.stringContaining('No account is connected') as string,
    });
  });

  it('stops at settings that are not complete', async () => {
    const target = await aDeliveryTarget('windsor');
    const test = await tested(target, aTrack());
    expect(states(test).settings).toBe('stopped');
    expect(test.outcome).toMatchObject({ outcome: 'filtered_at_destination', reason: 'INVALID_SETTINGS' });
  });
});

describe('a real send', () => {
  it('sends the request that the dry run showed, and shows the answer', async () => {
    receiver.reply({ status: 201, body: '{"ok":true}', headers: { 'x-request-id': 'abc' } });
    const target = await aWebhook();
    const event = aTrack();
    const now = new Date();
    const shown = (await tested(target, event, 'dry', { now })).mappings[0]?.run?.exchanges[0]?.request;
    const test = await tested(target, event, 'real', { now });
    expect(receiver.requests).toHaveLength(1);
    expect(receiver.requests[0]).toMatchObject({ method: shown?.method, body: shown?.body, path: '/hook' });
    expect(test.mappings[0]?.run).toMatchObject({
      verdict: { kind: 'delivered', status: 201 },
      exchanges: [{ response: { status: 201, body: '{"ok":true}', headers: { 'x-request-id': 'abc' } } }],
    });
    expect(test.outcome).toMatchObject({ outcome: 'successful_delivery' });
  });

  it('tells when real traffic would try again, and itself does not', async () => {
    receiver.reply(503);
    const test = await tested(await aWebhook(), aTrack(), 'real');
    expect(test.outcome).toMatchObject({ outcome: 'pending_retry', reason: '503' });
    expect(Date.parse(test.outcome?.nextAt ?? '')).toBeGreaterThan(Date.parse(test.at));
    expect(receiver.requests).toHaveLength(1);
  });

  it('shows a destination that never answers as a timeout, after the time limit', async () => {
    receiver.reply('hang');
    const test = await tested(await aWebhook(), aTrack(), 'real', { rules: { timeLimitMs: 300 } });
    expect(test.mappings[0]?.run).toMatchObject({
      verdict: { kind: 'retry', reason: 'ETIMEDOUT', delayMs: expect.any(Number) as number },
      exchanges: [{ response: null }],
    });
  });

  it('shows that a private address is refused, and does not connect', async () => {
    const test = await tested(await aWebhook(), aTrack(), 'real', { rules: { allowPrivateNetworks: [] } });
    expect(test.outcome).toMatchObject({ outcome: 'failed_delivery', reason: 'BLOCKED_ADDRESS' });
    expect(receiver.requests).toEqual([]);
  });

  it('leaves nothing in log, queue, outcomes, attempts or counts', async () => {
    receiver.reply(500);
    const target = await aWebhook();
    await tested(target, aTrack(), 'real');
    for (const table of ['delivery', 'outcome', 'attempt', 'outcome_count', 'attempt_sample']) {
      const { rows } = await pool().query(`SELECT 1 FROM pipeline.${table} WHERE destination_id = $1`, [
        target.destinationId,
      ]);
      expect(rows, table).toEqual([]);
    }
    const { rows } = await pool().query('SELECT 1 FROM pipeline.event WHERE source_id = $1', [target.sourceId]);
    expect(rows).toEqual([]);
  });
});

it.each(['dry', 'real'] as const)('keeps secrets out of the answer (%s), wherever they come from', async (mode) => {
  receiver.reply(({ body }) => ({ status: 400, body: `You sent ${body} with ${SECRET}` }));
  const target = await aWebhook({ mapping: { headers: { 'X-Mine': SECRET } } });
  await db().subscription.updateMany({
    where: { destinationId: target.destinationId },
    data: { trigger: `properties.key = '${SECRET}'` },
  });
  const test = await tested(target, aTrack({ properties: { key: SECRET }, integrations: { Other: SECRET } }), mode);
  expect(test.mappings[0]?.run?.exchanges).toHaveLength(1);
  const { trigger: _trigger, ...mapping } = test.mappings[0] ?? {};
  expect(JSON.stringify({ ...test, mappings: [mapping] })).not.toContain(SECRET);
});

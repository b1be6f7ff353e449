import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { newId } from '@/platform/ids';
import { createLogger } from '@/platform/logger';
import type { JsonObject } from '@/spec/event';
import { db, pool } from '@/storage/client';
import { loadDestinationConfigs } from '@/storage/deliveries/destination-config';
import { aDeliveryTarget, type DeliveryTarget } from '@/testing/deliveries';
import { anEventRow, drainLog, logEvents } from '@/testing/fan-out-log';
import { startReceiver, type ReceivedRequest, type Receiver } from '@/testing/receiver';
import { startDelivery } from '../delivery';
import { testEvent } from './test-event';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  receiver.reply(({ body }) => (body.includes('Answer 500') ? 500 : body.includes('Answer 410') ? 410 : 200));
});
afterAll(() => receiver.close());

const hook = (given: Parameters<typeof aDeliveryTarget>[1] = {}) =>
  aDeliveryTarget('webhook', { answers: { url: `${receiver.url}/hook` }, ...given });

async function filtered(condition: string, actions: object[]): Promise<DeliveryTarget> {
  const target = await hook();
  const { destinationId } = target;
  await db().destinationFilter.create({
    data: { id: newId('flt'), destinationId, title: 'A filter', condition, actions },
  });
  return target;
}

async function triggered(trigger: string): Promise<DeliveryTarget> {
  const target = await hook();
  await db().subscription.updateMany({ where: { destinationId: target.destinationId }, data: { trigger } });
  return target;
}

/** Two mappings, of which the second asks for what no event has. */
async function withBadMapping(): Promise<DeliveryTarget> {
  const target = await hook();
  const { destinationId } = target;
  const bad = {
    name: 'Bad',
    actionSlug: 'send',
    trigger: 'all',
    position: 5,
    mapping: { url: { '@path': '$.nothing' } },
  };
  await db().subscription.create({ data: { ...bad, id: newId('sub'), destinationId } });
  return target;
}

const DESTINATIONS: Record<string, () => Promise<DeliveryTarget>> = {
  plain: () => hook(),
  signed: () => hook({ secrets: { sharedSecret: 'a-shared-secret' } }),
  'keeps names back': () => filtered("event = 'Order Completed'", [{ type: 'DROP' }]),
  'drops a field': () => filtered('all', [{ type: 'DROP_PROPERTIES', fields: { properties: ['card'] } }]),
  'has a broken filter': () => filtered('properties.total and true', [{ type: 'DROP' }]),
  'wants identify': () => triggered("type = 'identify'"),
  'has a broken trigger': () => triggered('properties.total and true'),
  'has a mapping that no event fills': () => withBadMapping(),
  'has no settings': () => aDeliveryTarget('windsor'),
  'leads to a private address': () => hook({ answers: { url: 'http://10.1.2.3/hook' } }),
  'leads to no address': () => hook({ answers: { url: 'nowhere' } }),
};
const properties = { total: 5, card: '4111' };
const EVENTS: Record<string, JsonObject> = {
  track: { properties },
  identify: { type: 'identify', traits: { email: 'ana@example.com' } },
  'turned off': { integrations: { All: false } },
  'sent by the page': { _metadata: { bundled: ['Webhooks'] } },
  'turned on by name': { integrations: { All: false, Webhooks: true } },
  'refused by the receiver': { event: 'Answer 410', properties },
  'failing at the receiver': { event: 'Answer 500', properties },
};

interface End {
  outcome: string;
  reason: string | null;
}

/** Where a real event stands after its first try; undefined while it is on its way. */
async function endOf(destinationId: string, messageId: string): Promise<End | undefined> {
  const { rows } = await pool().query<End>(
    `SELECT outcome, reason FROM pipeline.outcome WHERE destination_id = $1 AND message_id = $2
     UNION ALL
     SELECT 'pending_retry', last_reason FROM pipeline.delivery
      WHERE destination_id = $1 AND message_id = $2 AND last_reason IS NOT NULL`,
    [destinationId, messageId],
  );
  return rows[0];
}

/** The requests that carry a message, as far as they do not depend on the moment. */
function requestsOf(messageId: string): Pick<ReceivedRequest, 'method' | 'path' | 'body'>[] {
  const carries = receiver.requests.filter(({ body }) => body.includes(messageId));
  return carries.map(({ method, path, body, headers }) => ({ method, path, body, signature: headers['x-signature'] }));
}

it('gives the outcome and the requests that real traffic gives, for every event at every destination', async () => {
  const targets = await Promise.all(
    Object.entries(DESTINATIONS).map(async ([name, make]) => [name, await make()] as const),
  );
  const cases = targets.flatMap(([where, target]) =>
    Object.entries(EVENTS).map(([what, fields]) => ({
      name: `${what} at ${where}`,
      target,
      row: anEventRow(target, { version: 2, ...fields }),
    })),
  );
  await logEvents(cases.map(({ row }) => row));
  const ids = targets.map(([, { destinationId }]) => destinationId);
  const delivery = startDelivery({ log: createLogger('test', 'error') });
  const ends = new Map<string, End>();
  try {
    await vi.waitFor(
      async () => {
        await drainLog();
        for (const { name, target, row } of cases) {
          const end = ends.get(name) ?? (await endOf(target.destinationId, row.messageId));
          expect(end, name).toBeDefined();
          if (end) ends.set(name, end);
        }
      },
      { interval: 100 },
    );
  } finally {
    await delivery.stop();
  }
  const real = new Map(cases.map(({ row }) => [row.messageId, requestsOf(row.messageId).slice(0, 1)]));
  receiver.requests.length = 0;
  const configs = new Map((await loadDestinationConfigs(pool(), ids)).map((config) => [config.id, config]));
  for (const { name, target, row } of cases) {
    const config = configs.get(target.destinationId);
    if (!config) throw new Error('A destination is gone.');
    const asked = { config, event: JSON.parse(row.payload) as JsonObject, sourceEnabled: true, requestId: 'req' };
    const dry = await testEvent({ ...asked, mode: 'dry' });
    expect(requestsOf(row.messageId), `a dry run sends nothing: ${name}`).toEqual([]);
    const sent = await testEvent({ ...asked, mode: 'real' });
    const { outcome, reason } = sent.outcome ?? {};
    expect({ outcome, reason }, name).toEqual(ends.get(name));
    expect(requestsOf(row.messageId), name).toEqual(real.get(row.messageId));
    const shown = dry.mappings
      .flatMap(({ run }) => run?.exchanges ?? [])
      .filter(({ request }) => request.url.startsWith(receiver.url));
    expect(
      shown.map(({ request }) => request.body),
      `the request that a dry run shows: ${name}`,
    ).toEqual(requestsOf(row.messageId).map(({ body }) => body));
    if (dry.outcome) expect(dry.outcome, `what a dry run foretells: ${name}`).toMatchObject({ outcome, reason });
  }
});

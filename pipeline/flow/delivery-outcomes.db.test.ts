import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/platform/ids';
import { createLogger } from '@/platform/logger';
import { db, pool } from '@/storage/client';
import { aDeliveryTarget, enqueue, outcomesOf, queued } from '@/testing/deliveries';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { startDelivery, type Delivery } from './delivery';

const FAST = { backoff: { baseMs: 20, maxMs: 200 }, windowMs: 120_000, maxRetryAfterMs: 5000 };
const log = createLogger('delivery', 'error');
let receiver: Receiver;
let worker: Delivery;
const start = (options: Partial<Parameters<typeof startDelivery>[0]> = {}) =>
  startDelivery({ log, policy: FAST, ...options });

beforeEach(async () => {
  receiver = await startReceiver();
  worker = start();
});
afterEach(async () => {
  await worker.stop();
  await receiver.close();
});

const aWebhook = (mapping = {}, secrets?: Record<string, string>) =>
  aDeliveryTarget('webhook', { answers: { url: receiver.url }, mapping, secrets });
const settled = (destinationId: string, count = 1) =>
  vi.waitFor(
    async () => {
      const found = await outcomesOf(destinationId);
      expect(found).toHaveLength(count);
      return found;
    },
    { interval: 25 },
  );
const counted = async (destinationId: string) => {
  const { rows } = await pool().query<{ outcome: string; reason: string; on_retry: boolean; count: string }>(
    `SELECT outcome, reason, on_retry, count FROM pipeline.outcome_count WHERE destination_id = $1 AND grain = 'h'
      ORDER BY outcome, reason, on_retry`,
    [destinationId],
  );
  return rows.map((row) => [row.outcome, row.reason, row.on_retry, Number(row.count)]);
};

describe('a delivery', () => {
  it('sends the event as JSON, ends as delivered and is counted with its latency', async () => {
    const target = await aWebhook();
    const [messageId] = await enqueue(target, { event: { properties: { total: 9.5 } } });
    expect(await settled(target.destinationId)).toMatchObject([
      { messageId, outcome: 'successful_delivery', reason: null, attempts: 1 },
    ]);
    expect(receiver.bodies()).toMatchObject([{ messageId, type: 'track', properties: { total: 9.5 } }]);
    expect(await queued(target.destinationId)).toBe(0);
    expect(await counted(target.destinationId)).toEqual([['successful_delivery', '', false, 1]]);
    const { rows } = await pool().query<{ count: string }>(
      "SELECT sum(count) AS count FROM pipeline.latency_count WHERE destination_id = $1 AND grain = 'm'",
      [target.destinationId],
    );
    expect(Number(rows[0]?.count)).toBe(1);
  });

  it.each(['identify', 'track', 'page', 'screen', 'group', 'alias'] as const)(
    'delivers %s with the mapping a webhook starts with',
    async (type) => {
      const target = await aWebhook();
      await enqueue(target, { type });
      await settled(target.destinationId);
      expect(receiver.bodies()).toMatchObject([{ type }]);
    },
  );

  it('signs the body with the shared secret', async () => {
    const target = await aWebhook({}, { sharedSecret: 'a-shared-secret' });
    await enqueue(target);
    await settled(target.destinationId);
    const [request] = receiver.requests;
    const signature = createHmac('sha1', 'a-shared-secret')
      .update(request?.body ?? '')
      .digest('hex');
    expect(request?.headers['x-signature']).toBe(signature);
  });

  it('is delivered on retry when the endpoint answers 500 and then 200', async () => {
    receiver.reply(500, 200);
    const target = await aWebhook();
    await enqueue(target);
    expect(await settled(target.destinationId)).toMatchObject([{ outcome: 'successful_delivery', attempts: 2 }]);
    expect(await counted(target.destinationId)).toEqual([
      ['pending_retry', '500', false, 1],
      ['successful_delivery', '', true, 1],
    ]);
    const { rows } = await pool().query(
      `SELECT attempt, outcome, reason, status FROM pipeline.attempt WHERE destination_id = $1 ORDER BY attempt`,
      [target.destinationId],
    );
    expect(rows).toEqual([
      { attempt: 1, outcome: 'pending_retry', reason: '500', status: 500 },
      { attempt: 2, outcome: 'successful_delivery', reason: null, status: 200 },
    ]);
  });

  it.each([
    ['reset', 'ECONNRESET'],
    [408, '408'],
    [423, '423'],
    [425, '425'],
    [429, '429'],
    [503, '503'],
  ] as const)('is tried again after %s (%s)', async (reply, reason) => {
    receiver.reply(reply, 200);
    const target = await aWebhook();
    await enqueue(target);
    expect(await settled(target.destinationId)).toMatchObject([{ outcome: 'successful_delivery', attempts: 2 }]);
    expect((await counted(target.destinationId))[0]).toEqual(['pending_retry', reason, false, 1]);
  });

  it('is tried again when the endpoint does not answer within the time limit', async () => {
    await worker.stop();
    worker = start({ rules: { timeLimitMs: 400 } });
    receiver.reply('hang', 'hang', 200);
    const target = await aWebhook();
    await enqueue(target);
    expect(await settled(target.destinationId)).toMatchObject([{ outcome: 'successful_delivery' }]);
    expect((await counted(target.destinationId))[0]?.slice(0, 2)).toEqual(['pending_retry', 'ETIMEDOUT']);
  });

  it.each([400, 401, 403, 404, 410, 501])('ends at once after %i', async (status) => {
    receiver.reply(status);
    const target = await aWebhook();
    await enqueue(target);
    expect(await settled(target.destinationId)).toMatchObject([
      { outcome: 'failed_delivery', reason: String(status), attempts: 1 },
    ]);
    expect(receiver.requests).toHaveLength(1);
  });

  it('waits as long as Retry-After asks, and so does every other event of that destination', async () => {
    receiver.reply({ status: 429, headers: { 'retry-after': '1' } }, 200);
    const target = await aWebhook();
    await enqueue(target);
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(1));
    await vi.waitFor(async () => expect(await counted(target.destinationId)).toHaveLength(1));
    await enqueue(target, { count: 3 });
    await settled(target.destinationId, 4);
    const [first, ...rest] = receiver.requests;
    for (const request of rest) expect(request.at - (first?.at ?? 0)).toBeGreaterThanOrEqual(950);
  });

  it('does not follow a redirect to a private address', async () => {
    const inside = await startReceiver();
    receiver.reply({ status: 301, headers: { location: `${inside.url}/admin` } });
    const target = await aWebhook();
    await enqueue(target);
    expect(await settled(target.destinationId)).toMatchObject([{ outcome: 'failed_delivery', reason: '301' }]);
    expect(inside.requests).toHaveLength(0);
    await inside.close();
  });

  it('does not reach a private address that no operator allowed', async () => {
    await worker.stop();
    worker = start({ rules: { allowPrivateNetworks: [] } });
    const target = await aWebhook();
    await enqueue(target);
    expect(await settled(target.destinationId)).toMatchObject([
      { outcome: 'failed_delivery', reason: 'BLOCKED_ADDRESS' },
    ]);
    expect(receiver.requests).toHaveLength(0);
  });

  it('ends as failed with the last reason when the window is over', async () => {
    receiver.reply(503);
    const target = await aWebhook();
    await enqueue(target, { ageMs: FAST.windowMs + 1 });
    expect(await settled(target.destinationId)).toMatchObject([
      {
        outcome: 'failed_delivery',
        reason: '503',
        attempts: 1,
        detail: expect.stringContaining('no try is left') as string,
      },
    ]);
  });

  it('ends visibly when its destination was disabled or deleted, or its mapping removed', async () => {
    const disabled = await aWebhook();
    await db().destination.update({ where: { id: disabled.destinationId }, data: { enabled: false } });
    const deleted = await aWebhook();
    await db().destination.delete({ where: { id: deleted.destinationId } });
    const unmapped = await aWebhook();
    await db().subscription.deleteMany({ where: { destinationId: unmapped.destinationId } });
    for (const target of [disabled, deleted, unmapped]) await enqueue(target);
    const end = async ({ destinationId }: typeof disabled) => (await settled(destinationId))[0];
    expect(await end(disabled)).toMatchObject({
      outcome: 'failed_delivery',
      reason: 'DESTINATION_DISABLED',
      attempts: 0,
    });
    expect(await end(deleted)).toMatchObject({
      outcome: 'failed_delivery',
      reason: 'DESTINATION_DELETED',
      attempts: 0,
    });
    expect(await end(unmapped)).toMatchObject({ outcome: 'failed_delivery', reason: 'MAPPING_REMOVED' });
    expect(receiver.requests).toHaveLength(0);
  });

  it('ends at once when its mapping cannot be evaluated, and holds back nothing that other mappings send', async () => {
    const target = await aWebhook();
    const id = newId('sub');
    const { destinationId } = target;
    const mapping = { url: receiver.url, method: 'POST', data: { a: { '@liquid': '{{ event }}{% if %}' } } };
    const bad = { id, destinationId, name: 'Bad', actionSlug: 'send', trigger: 'type = "track"', mapping, position: 9 };
    await db().subscription.create({ data: { ...bad, enabled: true } });
    await enqueue(target, { count: 14, subscriptionIds: [id] });
    for (const { outcome, reason, attempts } of await settled(destinationId, 14))
      expect([outcome, reason, attempts]).toEqual(['failed_delivery', 'MESSAGE_REJECTED', 1]);
    await enqueue(target, { count: 8 });
    const ended = await settled(destinationId, 22);
    expect(ended.filter(({ outcome }) => outcome === 'successful_delivery')).toHaveLength(8);
    expect(receiver.requests).toHaveLength(8);
  });

  it('ends as rejected when the mapping leaves a required field empty', async () => {
    const target = await aWebhook({ url: { '@path': '$.properties.url' } });
    await enqueue(target);
    expect(await settled(target.destinationId)).toMatchObject([
      { outcome: 'failed_delivery', reason: 'MESSAGE_REJECTED' },
    ]);
  });

  it('repeats only the mapping that failed', async () => {
    const target = await aWebhook();
    const other = await db().subscription.create({
      data: {
        id: `sub_other_${target.destinationId}`,
        destinationId: target.destinationId,
        name: 'Other',
        actionSlug: 'send',
        enabled: true,
        trigger: 'type = "track"',
        mapping: { url: `${receiver.url}/other`, method: 'PUT', data: { '@path': '$.' } },
      },
    });
    let failed = false;
    receiver.reply(({ path }) => {
      if (path !== '/other' || failed) return 200;
      failed = true;
      return 500;
    });
    await enqueue(target, { subscriptionIds: [...target.subscriptionIds, other.id] });
    expect(await settled(target.destinationId)).toMatchObject([{ outcome: 'successful_delivery', attempts: 2 }]);
    expect(receiver.requests.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'POST /',
      'PUT /other',
      'PUT /other',
    ]);
  });
});

import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installation } from '@/platform/installation';
import { createLogger } from '@/platform/logger';
import { DELIVERY_DEFAULTS } from '@/spec/retry-schedule';
import { db, pool } from '@/storage/client';
import { claimDeliveries } from '@/storage/deliveries/claim-deliveries';
import { aDeliveryTarget, enqueue, outcomesOf, queued, type DeliveryTarget } from '@/testing/deliveries';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { startDelivery, type Delivery, type DeliveryOptions } from './delivery';

const FAST = { backoff: { baseMs: 20, maxMs: 200 }, windowMs: 120_000, maxRetryAfterMs: 5000 };
const running: Delivery[] = [];
const receivers: Receiver[] = [];
let receiver: Receiver;

const aWorker = (options: Partial<DeliveryOptions> = {}) => {
  const worker = startDelivery({ log: createLogger('delivery', 'error'), policy: FAST, ...options });
  running.push(worker);
  return worker;
};
const aReceiver = async () => {
  const made = await startReceiver();
  receivers.push(made);
  return made;
};
const aWebhook = (to: Receiver = receiver, mapping = {}) =>
  aDeliveryTarget('webhook', { answers: { url: to.url }, mapping });
const settled = ({ destinationId }: DeliveryTarget, count: number) =>
  vi.waitFor(async () => expect(await outcomesOf(destinationId)).toHaveLength(count), { interval: 25 });
/** Has the process of definitions started, which takes its time on a busy machine. */
async function warm(worker: Delivery): Promise<Delivery> {
  const target = await aWebhook(await aReceiver());
  await enqueue(target);
  await settled(target, 1);
  return worker;
}
const deliveredIds = (to: Receiver) => to.bodies<{ messageId: string }>().map(({ messageId }) => messageId);

beforeEach(async () => {
  receiver = await aReceiver();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()));
  await Promise.all(receivers.splice(0).map((one) => one.close()));
});

describe('delivery', () => {
  it('delivers each event once with two workers at once', async () => {
    const target = await aWebhook();
    const ids = await enqueue(target, { count: 300 });
    aWorker();
    aWorker();
    await settled(target, 300);
    expect(deliveredIds(receiver).sort()).toEqual([...ids].sort());
  });

  it('loses nothing when a worker is killed, and repeats at most what was in flight', async () => {
    receiver.reply({ status: 200, afterMs: 20 });
    const target = await aWebhook();
    const ids = await enqueue(target, { count: 400 });
    const { databaseUrl, encryptionKey } = installation();
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'testing/delivery-worker.ts', databaseUrl, encryptionKey.toString('hex'), '8000'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThan(60), { interval: 5 });
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const { rows } = await pool().query<{ leased: number }>(
      'SELECT count(*)::int AS leased FROM pipeline.delivery WHERE destination_id = $1 AND lease_until IS NOT NULL',
      [target.destinationId],
    );
    aWorker();
    await settled(target, 400);
    const delivered = deliveredIds(receiver);
    expect([...new Set(delivered)].sort()).toEqual([...ids].sort());
    expect(delivered.length - ids.length).toBeLessThanOrEqual(rows[0]?.leased ?? 0);
    expect(await queued(target.destinationId)).toBe(0);
  });

  it('does not let a dead and a slow neighbour delay a healthy destination', async () => {
    const dead = await aReceiver();
    dead.reply('hang');
    const slow = await aReceiver();
    slow.reply({ status: 200, afterMs: 400 });
    const [healthy, ...neighbours] = [await aWebhook(), await aWebhook(dead), await aWebhook(slow)];
    for (const neighbour of neighbours) await enqueue(neighbour, { count: 500 });
    await warm(aWorker({ rules: { timeLimitMs: 60_000 }, stopWithinMs: 100 }));
    await vi.waitFor(() => expect(Math.min(dead.requests.length, slow.requests.length)).toBeGreaterThan(10));
    await enqueue(healthy, { count: 50 });
    await settled(healthy, 50);
    // No request to the dead one has come to its end, else others would have begun.
    expect(dead.requests.length).toBeLessThanOrEqual(DELIVERY_DEFAULTS.concurrency);
    expect(await queued(neighbours[0]?.destinationId ?? '')).toBe(500);
  });

  it('sends the events of a batching mapping together and retries them together', async () => {
    receiver.reply(500, 200);
    const target = await aWebhook(receiver, { batch_size: 25 });
    const ids = await enqueue(target, { count: 100 });
    aWorker();
    await settled(target, 100);
    const sizes = receiver.bodies<unknown[]>().map((body) => body.length);
    expect(Math.max(...sizes)).toBe(25);
    expect(receiver.requests.length).toBeLessThan(20);
    const delivered = receiver.bodies<{ messageId: string }[]>().slice(1).flat();
    expect(new Set(delivered.map(({ messageId }) => messageId))).toEqual(new Set(ids));
  });

  it('finishes what is in flight before it stops, and gives back what does not finish', async () => {
    receiver.reply({ status: 200, afterMs: 300 });
    const target = await aWebhook();
    await enqueue(target, { count: 5 });
    const worker = aWorker();
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(5));
    await worker.stop();
    expect(await outcomesOf(target.destinationId)).toHaveLength(5);

    receiver.reply('hang');
    await enqueue(target);
    const impatient = aWorker({ stopWithinMs: 50 });
    await vi.waitFor(() => expect(receiver.requests).toHaveLength(6));
    await impatient.stop();
    const { rows } = await pool().query(
      'SELECT attempt, lease_until, run_at <= now() AS due FROM pipeline.delivery WHERE destination_id = $1',
      [target.destinationId],
    );
    expect(rows).toEqual([{ attempt: 0, lease_until: null, due: true }]);
  });

  it('leaves a delivery to the worker that took it over after a lost lease', async () => {
    const target = await aWebhook();
    await enqueue(target);
    receiver.reply({ status: 400, afterMs: 10_000 }, 200);
    const worker = aWorker({ leaseMs: 1500 });
    await settled(target, 1);
    await worker.stop();
    expect(receiver.requests.length).toBeGreaterThanOrEqual(2);
    const [outcome, ...others] = await outcomesOf(target.destinationId);
    expect(others).toEqual([]);
    expect(outcome).toMatchObject({ outcome: 'successful_delivery' });
  });

  it('never hands one delivery to two claims', async () => {
    const target = await aWebhook();
    await enqueue(target, { count: 200 });
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => claimDeliveries(pool(), target.destinationId, 40, 60_000)),
    );
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['sealed with a key that this installation does not have', 'v1.00000000.AAAA.AAAA'],
    ['damaged', 'nonsense'],
  ])('ends with a reason when a secret of the destination is %s', async (_what, sealed) => {
    const target = await aDeliveryTarget('windsor', { settings: { endpoint: receiver.url } });
    const secrets = { apiKey: { sealed, hint: '', setAt: new Date().toISOString(), setBy: 'test' } };
    await db().destination.update({ where: { id: target.destinationId }, data: { secrets } });
    await enqueue(target, { type: 'identify' });
    aWorker();
    await settled(target, 1);
    expect(await outcomesOf(target.destinationId)).toMatchObject([
      {
        reason: 'INVALID_SETTINGS',
        detail: "A secret of this destination cannot be opened with this installation's key. Enter its secrets again.",
      },
    ]);
    expect(await queued(target.destinationId)).toBe(0);
    expect(receiver.requests).toEqual([]);
  });

  it('delivers to Windsor from the queue to the endpoint', async () => {
    const target = await aDeliveryTarget('windsor', {
      settings: { endpoint: receiver.url },
      secrets: { apiKey: 'windsor-token' },
    });
    await enqueue(target, {
      type: 'identify',
      event: { traits: { email: 'a@example.com' } },
      subscriptionIds: target.subscriptionIds.slice(2, 3),
    });
    aWorker();
    await settled(target, 1);
    expect(receiver.bodies()).toMatchObject([{ type: 'identify', traits: { email: 'a@example.com' } }]);
    expect(receiver.requests[0]?.headers.authorization).toBe(`Basic ${btoa('windsor-token:')}`);
  });
});

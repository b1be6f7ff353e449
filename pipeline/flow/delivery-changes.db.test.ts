import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/platform/ids';
import { createLogger } from '@/platform/logger';
import { db } from '@/storage/client';
import { aDeliveryTarget, enqueue, outcomesOf, queued, type DeliveryTarget } from '@/testing/deliveries';
import { anEventRow, logEvents } from '@/testing/fan-out-log';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { startDelivery } from './delivery';
import { startFanOut } from './fan-out/fan-out';

const log = createLogger('changes', 'error', () => undefined);
const running: { stop(): Promise<void> }[] = [];
let receiver: Receiver;

const delivers = () => {
  const delivery = startDelivery({ log });
  running.unshift(delivery);
  return delivery;
};
const sent = () => receiver.bodies<{ messageId: string }>().map(({ messageId }) => messageId);
const endsOf = async ({ destinationId }: DeliveryTarget) =>
  Object.fromEntries(
    (await outcomesOf(destinationId)).map(({ messageId, outcome, reason }) => [messageId, reason ?? outcome]),
  );
const ended = (target: DeliveryTarget, count: number) =>
  vi.waitFor(async () => expect(Object.keys(await endsOf(target))).toHaveLength(count), { timeout: 60_000 });

/** Puts a new mapping in the place of the destination's only one. */
async function replaceMapping(target: DeliveryTarget): Promise<DeliveryTarget> {
  const before = await db().subscription.findFirstOrThrow({
    where: { destinationId: target.destinationId, enabled: true },
  });
  const { destinationId, name, actionSlug, trigger, position } = before;
  const id = newId('sub');
  const mapping = { ...(before.mapping as object) };
  await db().subscription.create({
    data: { id, destinationId, name, actionSlug, trigger, position, mapping, enabled: true },
  });
  await db().subscription.update({ where: { id: before.id }, data: { enabled: false } });
  return { ...target, subscriptionIds: [id] };
}

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  await receiver.close();
});

describe('an event accepted after a change', () => {
  it('of the mappings is sent by the new mapping, although the worker knows the old ones', async () => {
    let target = await aDeliveryTarget('webhook', { answers: { url: receiver.url } });
    delivers();
    for (let round = 0; round < 3; round += 1) {
      await enqueue(target);
      await ended(target, 2 * round + 1);
      target = await replaceMapping(target);
      await enqueue(target);
      await ended(target, 2 * round + 2);
    }
    expect(new Set(Object.values(await endsOf(target)))).toEqual(new Set(['successful_delivery']));
    expect(sent()).toHaveLength(6);
  });

  it('of the mappings is sent by the new mapping when it is handed over', async () => {
    const target = await aDeliveryTarget('webhook', { answers: { url: receiver.url } });
    running.unshift(startFanOut({ log, handOver: delivers().handOver }));
    for (let round = 0; round < 3; round += 1) {
      await logEvents([anEventRow(target, { messageId: `before-${round}` })]);
      await ended(target, 2 * round + 1);
      await replaceMapping(target);
      await logEvents([anEventRow(target, { messageId: `after-${round}` })]);
      await ended(target, 2 * round + 2);
    }
    expect(new Set(Object.values(await endsOf(target)))).toEqual(new Set(['successful_delivery']));
  });

  it('that enabled the destination is sent, although the worker knows it as disabled', async () => {
    const target = await aDeliveryTarget('webhook', { answers: { url: receiver.url } });
    const enable = (enabled: boolean) =>
      db().destination.update({ where: { id: target.destinationId }, data: { enabled } });
    delivers();
    const later: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      await enable(false);
      await enqueue(target);
      await ended(target, 2 * round + 1);
      await enable(true);
      later.push(...(await enqueue(target)));
      await ended(target, 2 * round + 2);
    }
    const ends = await endsOf(target);
    expect(later.map((id) => ends[id])).toEqual(Array(3).fill('successful_delivery'));
    expect(Object.values(ends)).toContain('DESTINATION_DISABLED');
    expect(await queued(target.destinationId)).toBe(0);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/platform/ids';
import { createLogger } from '@/platform/logger';
import { db, pool } from '@/storage/client';
import { askResend } from '@/storage/deliveries/again/ask-resend';
import { countFailedDeliveries } from '@/storage/deliveries/again/list-failed-deliveries';
import { readEventOutcomes } from '@/storage/events/read-event-outcomes';
import { aDeliveryTarget, enqueue, outcomesOf, queued, type DeliveryTarget } from '@/testing/deliveries';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { startDelivery, type Delivery } from './delivery';
import { resendSlice } from './resend';

const running: Delivery[] = [];
let receiver: Receiver;

const aWorker = () => {
  const worker = startDelivery({ log: createLogger('delivery', 'error') });
  running.push(worker);
  return worker;
};
const aWebhook = () => aDeliveryTarget('webhook', { answers: { url: receiver.url } });
const settled = ({ destinationId }: DeliveryTarget, outcomes: string[]) =>
  vi.waitFor(async () =>
    expect((await outcomesOf(destinationId)).map(({ outcome }) => outcome).sort()).toEqual(outcomes),
  );
const ask = ({ workspaceId, destinationId }: DeliveryTarget, most = 100) =>
  askResend(pool(), { workspaceId, destinationId }, most);

/** What the rollups say in all, by outcome. */
async function counted({ destinationId }: DeliveryTarget): Promise<Record<string, number>> {
  const { rows } = await pool().query<{ outcome: string; count: number }>(
    `SELECT outcome, sum(count)::int AS count FROM pipeline.outcome_count
      WHERE destination_id = $1 AND grain = 'd' GROUP BY outcome HAVING sum(count) <> 0`,
    [destinationId],
  );
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

/** A destination at which so many events failed with a 400. */
async function aFailure(count: number): Promise<DeliveryTarget> {
  receiver.reply(400);
  const target = await aWebhook();
  await enqueue(target, { count });
  const worker = aWorker();
  await settled(
    target,
    Array.from({ length: count }, () => 'failed_delivery'),
  );
  await worker.stop();
  receiver.requests.length = 0;
  return target;
}

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()));
  await receiver.close();
});

describe('sending again', () => {
  it('delivers what failed, counts each event once, and goes on counting attempts', async () => {
    const target = await aFailure(3);
    expect(await counted(target)).toEqual({ failed_delivery: 3 });
    receiver.reply(200);
    expect(await ask(target)).toEqual({ found: 3, asked: 3 });
    aWorker();
    await settled(target, ['successful_delivery', 'successful_delivery', 'successful_delivery']);
    expect((await outcomesOf(target.destinationId)).map(({ attempts }) => attempts)).toEqual([2, 2, 2]);
    expect(await counted(target)).toEqual({ successful_delivery: 3 });
    expect(receiver.requests).toHaveLength(3);
  });

  it('sends once what two people ask for at once, in several workers', async () => {
    const target = await aFailure(20);
    receiver.reply(200);
    const answers = await Promise.all([ask(target), ask(target), ask(target)]);
    expect(answers.reduce((sum, { asked }) => sum + asked, 0)).toBe(20);
    await Promise.all([resendSlice(new Date(), 7), resendSlice(new Date(), 7), resendSlice(new Date(), 7)]);
    aWorker();
    await settled(
      target,
      Array.from({ length: 20 }, () => 'successful_delivery'),
    );
    expect(receiver.requests).toHaveLength(20);
    expect(await countFailedDeliveries(pool(), target, 100)).toBe(0);
  });

  it('stands as waiting in the trace of the event, and nowhere twice', async () => {
    const target = await aFailure(1);
    const { rows } = await pool().query<{ id: string }>(
      'SELECT event_id AS id FROM pipeline.outcome WHERE destination_id = $1',
      [target.destinationId],
    );
    await ask(target);
    expect(await resendSlice(new Date())).toBe(1);
    const trace = await readEventOutcomes(pool(), target.workspaceId, rows[0]?.id ?? '');
    expect(trace).toMatchObject([{ outcome: 'pending_retry', attempts: 1, destinationId: target.destinationId }]);
    expect(await counted(target)).toEqual({});
  });

  it('asks filters and mappings of now', async () => {
    const target = await aFailure(1);
    await db().destinationFilter.create({
      data: {
        id: newId('flt'),
        destinationId: target.destinationId,
        title: 'No more',
        condition: 'type = "track"',
        actions: [{ type: 'DROP' }],
      },
    });
    await ask(target);
    expect(await resendSlice(new Date())).toBe(1);
    await settled(target, ['filtered_at_destination']);
    expect(await counted(target)).toEqual({ filtered_at_destination: 1 });
    expect(await queued(target.destinationId)).toBe(0);
  });

  it('does not repeat the mapping that was delivered', async () => {
    const target = await aWebhook();
    const [first] = target.subscriptionIds;
    const copy = await db().subscription.findUniqueOrThrow({ where: { id: first } });
    const second = newId('sub');
    await db().subscription.create({
      data: { ...copy, id: second, mapping: { ...(copy.mapping as object), url: `${receiver.url}/other` } },
    });
    receiver.reply(({ path }) => (path === '/other' ? 400 : 200));
    await enqueue(target, { subscriptionIds: [first ?? '', second] });
    aWorker();
    await settled(target, ['failed_delivery']);
    receiver.reply(200);
    await ask(target);
    await settled(target, ['successful_delivery']);
    expect(receiver.requests.map(({ path }) => path).sort()).toEqual(['/', '/other', '/other']);
  });

  it('leaves alone what is no longer in the log, or whose destination was disabled', async () => {
    const gone = await aFailure(1);
    await pool().query('DELETE FROM pipeline.event WHERE source_id = $1', [gone.sourceId]);
    expect(await ask(gone)).toEqual({ found: 1, asked: 0 });
    const disabled = await aFailure(1);
    await ask(disabled);
    await db().destination.update({ where: { id: disabled.destinationId }, data: { enabled: false } });
    expect(await resendSlice(new Date())).toBe(1);
    await settled(disabled, ['failed_delivery']);
    expect(await counted(disabled)).toEqual({ failed_delivery: 1 });
  });

  it('takes no more at a time than it may', async () => {
    const target = await aFailure(5);
    expect(await ask(target, 2)).toEqual({ found: 2, asked: 2 });
    expect(await ask(target, 2)).toEqual({ found: 2, asked: 2 });
    expect(await ask(target, 2)).toEqual({ found: 1, asked: 1 });
    expect(await ask(target, 2)).toEqual({ found: 0, asked: 0 });
    expect(await resendSlice(new Date())).toBe(5);
  });
});

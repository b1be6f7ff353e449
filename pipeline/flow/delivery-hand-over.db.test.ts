import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { createLogger } from '@/platform/logger';
import { db, inTransaction, pool } from '@/storage/client';
import { countTries, openBreakers } from '@/storage/deliveries/breaker/count-tries';
import { pauseDestination } from '@/storage/deliveries/breaker/pause-destination';
import type { ClaimedDelivery } from '@/storage/deliveries/claim-deliveries';
import { loadDestinationConfigs } from '@/storage/deliveries/destination-config';
import { enqueueDeliveries } from '@/storage/deliveries/enqueue-deliveries';
import { createLogCursor } from '@/storage/events/follow/follow-log-cursor';
import { aDeliveryTarget, outcomesOf, queued, type DeliveryTarget } from '@/testing/deliveries';
import { anEventRow, endStates, logEvents } from '@/testing/fan-out-log';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { OPENING_RULE } from '../deliver/breaker-rules';
import { Lane } from '../deliver/lane';
import { targetOf } from '../deliver/target';
import { startDelivery, type Delivery } from './delivery';
import { OwnHandOver, type HandOver, type Reserved } from './delivery-hand-over';
import { startFanOut } from './fan-out/fan-out';
import { fanOutSlice } from './fan-out/fan-out-slice';

const log = createLogger('hand-over', 'error', () => undefined);
const running: { stop(): Promise<void> }[] = [];
let receiver: Receiver;

const delivers = (options: Partial<Parameters<typeof startDelivery>[0]> = {}): Delivery => {
  const delivery = startDelivery({ log, ...options });
  running.unshift(delivery);
  return delivery;
};
const fansOut = (handOver: HandOver) => void running.unshift(startFanOut({ log, handOver }));
const aWebhook = (mapping = {}) => aDeliveryTarget('webhook', { answers: { url: receiver.url }, mapping });
type Sent = { messageId: string };
const sent = () => receiver.bodies<Sent | Sent[]>().flatMap((body) => [body].flat().map(({ messageId }) => messageId));
const logged = async (target: DeliveryTarget, ids: string[]) => {
  await logEvents(ids.map((messageId) => anEventRow(target, { messageId })));
  return ids;
};
const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
const ended = ({ destinationId }: DeliveryTarget, count: number) =>
  vi.waitFor(async () => expect(await outcomesOf(destinationId)).toHaveLength(count), { timeout: 90_000 });

/** A delivery worker that takes everything for one destination and does nothing with it. */
function aSilentWorker({ destinationId: ours }: DeliveryTarget, leaseMs: number) {
  const taken: ClaimedDelivery[] = [];
  const given = new Set<Reserved>();
  const handOver: HandOver = {
    leaseMs,
    reserve(destinationId, count) {
      if (destinationId !== ours) return null;
      const reserved = { destinationId, count };
      given.add(reserved);
      return reserved;
    },
    start(reserved, deliveries) {
      given.delete(reserved);
      taken.push(...deliveries);
    },
    release: (reserved) => void given.delete(reserved),
  };
  return { taken, given, handOver };
}

/** Reads the log to its end with a hand-over. */
async function drain(target: DeliveryTarget, count: number, handOver: HandOver): Promise<void> {
  await createLogCursor(pool(), 'fan-out');
  await vi.waitFor(
    async () => {
      await fanOutSlice({ pool: pool(), log, clock: systemClock, limit: 1000, handOver });
      expect(Object.keys(await endStates(target.sourceId))).toHaveLength(count);
    },
    { timeout: 20_000 },
  );
}

/** Room at a worker that has come to know the destination: fan-out gives it events until there is some. */
const aReservation = (delivery: Delivery, target: DeliveryTarget) =>
  vi.waitFor(
    async () => {
      await logged(target, [`more-${performance.now()}`]);
      return delivery.handOver.reserve(target.destinationId, 1) ?? expect.fail('no room');
    },
    { timeout: 20_000, interval: 100 },
  );

/** How the event `late` stands in the queue. */
async function waiting({ sourceId }: DeliveryTarget) {
  const { rows } = await pool().query<{ attempt: number; leased: boolean; due: boolean }>(
    `SELECT attempt, lease_until IS NOT NULL AS leased, run_at <= now() AS due
       FROM pipeline.delivery WHERE message_id = 'late' AND source_id = $1`,
    [sourceId],
  );
  return rows;
}

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  await receiver.close();
});

describe('the hand-over of new deliveries', () => {
  it('delivers each event once, whether it was handed over or waited in the queue, with two workers', async () => {
    const target = await aWebhook({ batch_size: 20 });
    const started: number[] = [];
    for (const delivery of [delivers(), delivers()]) {
      const start = delivery.handOver.start.bind(delivery.handOver);
      vi.spyOn(delivery.handOver, 'start').mockImplementation((reserved, deliveries) => {
        started.push(deliveries.length);
        start(reserved, deliveries);
      });
      fansOut(delivery.handOver);
    }
    const ids: string[] = [];
    // The first events wait for the destination to be known; what comes soon after others have ended is handed over.
    for (let round = 0; round < 50 && started.reduce((sum, count) => sum + count, 0) === 0; round += 1) {
      ids.push(...(await logged(target, names(`m-${round}`, 40))));
      await ended(target, ids.length);
    }
    expect(started.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(sent().sort()).toEqual([...ids].sort());
    expect(await queued(target.destinationId)).toBe(0);
  });

  it('loses nothing when the worker dies between taking deliveries and sending them', async () => {
    const target = await aWebhook();
    const dead = aSilentWorker(target, 1000);
    const ids = await logged(target, names('m', 30));
    await drain(target, 30, dead.handOver);
    expect(dead.taken.map(({ messageId }) => messageId).sort()).toEqual([...ids].sort());
    expect(dead.taken[0]).toMatchObject({
      attempt: 1,
      subscriptionIds: target.subscriptionIds,
      workspaceId: target.workspaceId,
    });
    expect(JSON.parse(dead.taken[0]?.payload ?? '')).toMatchObject({ type: 'track', userId: 'u-1' });
    delivers();
    await ended(target, 30);
    expect(sent().sort()).toEqual([...ids].sort());
  });

  it('starts nothing of a slice that was not committed, and gives the room back', async () => {
    const target = await aWebhook();
    const worker = aSilentWorker(target, 60_000);
    await logged(target, ['refused']);
    await createLogCursor(pool(), 'fan-out');
    await pool().query(`ALTER TABLE pipeline.delivery ADD CONSTRAINT refuse CHECK (message_id <> 'refused') NOT VALID`);
    try {
      const slice = () =>
        fanOutSlice({ pool: pool(), log, clock: systemClock, limit: 1000, handOver: worker.handOver });
      // Until then nothing could be read, because of transactions of others.
      await vi.waitFor(() => expect(slice()).rejects.toThrow('refuse'), { timeout: 20_000 });
    } finally {
      await pool().query('ALTER TABLE pipeline.delivery DROP CONSTRAINT refuse');
    }
    expect(worker.taken).toEqual([]);
    expect(worker.given.size).toBe(0);
    await drain(target, 1, worker.handOver);
    expect(worker.taken).toHaveLength(1);
  });

  it('decides an event accepted after a filter was saved by that filter', async () => {
    const target = await aWebhook();
    fansOut(delivers().handOver);
    for (let round = 0; round < 6; round += 1) {
      await logged(target, [`before-${round}`]);
      const data = {
        destinationId: target.destinationId,
        title: 'Drop',
        condition: 'all',
        actions: [{ type: 'DROP' }],
      };
      const filter = await db().destinationFilter.create({ data: { id: newId('flt'), ...data } });
      await logged(target, [`after-${round}`]);
      await ended(target, 2 * round + 2);
      await db().destinationFilter.delete({ where: { id: filter.id } });
    }
    expect(sent().filter((id) => id.startsWith('after'))).toEqual([]);
  });

  it('sends nothing more to a destination once it was disabled', async () => {
    const target = await aWebhook();
    const delivery = delivers();
    fansOut(delivery.handOver);
    await logged(target, ['first']);
    await ended(target, 1);
    await db().destination.update({ where: { id: target.destinationId }, data: { enabled: false } });
    await vi.waitFor(() => {
      const reserved = delivery.handOver.reserve(target.destinationId, 1);
      if (reserved) delivery.handOver.release(reserved);
      expect(reserved).toBeNull();
    });
    await logged(target, ['second']);
    await vi.waitFor(async () =>
      expect(await endStates(target.sourceId)).toMatchObject({ 'second @ ': 'no_destination DESTINATION_DISABLED' }),
    );
    expect(sent()).toEqual(['first']);
  });

  it('puts back what comes when the worker is about to stop', async () => {
    const target = await aWebhook();
    const delivery = delivers({ stopWithinMs: 50 });
    const dead = aSilentWorker(target, 60_000);
    await logged(target, ['late']);
    await drain(target, 1, dead.handOver);
    fansOut(delivery.handOver);
    const reserved = await aReservation(delivery, target);
    for (const one of running.splice(0)) await one.stop();
    expect(delivery.handOver.reserve(target.destinationId, 1)).toBeNull();
    delivery.handOver.start(reserved, dead.taken);
    await vi.waitFor(async () => expect(await waiting(target)).toEqual([{ attempt: 0, leased: false, due: true }]));
    expect(sent()).not.toContain('late');
  });

  it.each<[string, (target: DeliveryTarget) => Promise<void>]>([
    [
      'was disabled',
      async ({ destinationId: id }) =>
        void (await db().destination.update({ where: { id }, data: { enabled: false } })),
    ],
    [
      'is held back',
      async (target) => {
        const rows = [{ ...target, tries: 20, failures: 20, reason: '503' }];
        await countTries(pool(), rows);
        await openBreakers(pool(), rows, { ...OPENING_RULE, firstProbeMs: 600_000 });
      },
    ],
    ['asked to be left alone', (target) => pauseDestination(pool(), target, 600_000)],
  ])('starts nothing for a destination that %s since the room was reserved', async (_what, happens) => {
    const target = await aWebhook();
    const delivery = delivers();
    const dead = aSilentWorker(target, 60_000);
    await logged(target, ['late']);
    await drain(target, 1, dead.handOver);
    fansOut(delivery.handOver);
    const reserved = await aReservation(delivery, target);
    await happens(target);
    await vi.waitFor(() => {
      const more = delivery.handOver.reserve(target.destinationId, 1);
      if (more) delivery.handOver.release(more);
      expect(more).toBeNull();
    });
    delivery.handOver.start(reserved, dead.taken);
    await vi.waitFor(async () => expect(await waiting(target)).not.toMatchObject([{ attempt: 1 }]));
    for (const one of running.splice(0)) await one.stop();
    expect(sent()).not.toContain('late');
  });

  it('puts back what was reserved so long ago that its lease may end while it is sent', async () => {
    const target = await aWebhook();
    const dead = aSilentWorker(target, 60_000);
    await logged(target, ['late']);
    await drain(target, 1, dead.handOver);
    const lane = new Lane(target.destinationId);
    const ready = await targetOf((await loadDestinationConfigs(pool(), [target.destinationId]))[0]);
    const begin = vi.fn();
    const handOver = new OwnHandOver({
      log,
      leaseMs: 60_000,
      workers: () => 1,
      room: () => ({ lane, target: ready, spare: 1 }),
      stillOpen: () => Promise.resolve({ lane, target: ready }),
      begin,
      onPutBack: () => undefined,
    });
    const now = vi.spyOn(performance, 'now').mockReturnValue(1000);
    try {
      const soon = handOver.reserve(target.destinationId, 1) ?? expect.fail('no room');
      now.mockReturnValue(5000);
      handOver.start(soon, dead.taken);
      await vi.waitFor(() => expect(begin).toHaveBeenCalledWith(lane, ready, dead.taken));
      const tooOld = handOver.reserve(target.destinationId, 1) ?? expect.fail('no room');
      now.mockReturnValue(10_500);
      handOver.start(tooOld, dead.taken);
      await vi.waitFor(async () => expect(await waiting(target)).toEqual([{ attempt: 0, leased: false, due: true }]));
    } finally {
      now.mockRestore();
    }
    expect(begin).toHaveBeenCalledTimes(1);
    expect([handOver.expected, lane.inFlight, lane.handed]).toEqual([0, 0, 0]);
  });

  it('takes no more of a slice than may be in flight before all destinations are held to their share', async () => {
    const targets = await Promise.all(Array.from({ length: 5 }, () => aWebhook({ batch_size: 100 })));
    const delivery = delivers();
    fansOut(delivery.handOver);
    // Each has room for half of 16 requests of a hundred events.
    await vi.waitFor(
      async () => {
        for (const target of targets) await logged(target, [`more-${performance.now()}`]);
        for (const target of targets) {
          const reserved = delivery.handOver.reserve(target.destinationId, 2000) ?? expect.fail('no room');
          delivery.handOver.release(reserved);
          expect(reserved.count).toBeGreaterThan(700);
        }
      },
      { timeout: 20_000, interval: 50 },
    );
    const slice = targets.map(({ destinationId }) => delivery.handOver.reserve(destinationId, 2000));
    const granted = slice.map((reserved) => reserved?.count ?? 0);
    for (const reserved of slice) if (reserved) delivery.handOver.release(reserved);
    expect(granted.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(2000);
    expect(granted[0]).toBeGreaterThan(700);
  });

  it('leases from the moment at which a delivery is written, however long ago its transaction began', async () => {
    const { sourceId, workspaceId, destinationId, subscriptionIds } = await aWebhook();
    const leftMs = await inTransaction(async (sql) => {
      await sql.query('SELECT pg_sleep(0.3)');
      const about = { sourceId, workspaceId, destinationId, subscriptionIds, messageId: 'late', eventType: 'track' };
      const of = { eventId: '1', eventReceivedAt: new Date(), eventName: null, payload: null, configVersion: 1 };
      await enqueueDeliveries(sql, [{ ...about, ...of, leaseMs: 1000 }]);
      const { rows } = await sql.query<{ ms: number }>(
        `SELECT extract(epoch FROM lease_until - now())::float8 * 1000 AS ms FROM pipeline.delivery
          WHERE destination_id = $1 AND run_at = lease_until`,
        [destinationId],
      );
      return rows[0]?.ms;
    });
    expect(leftMs).toBeGreaterThanOrEqual(1300);
  });
});

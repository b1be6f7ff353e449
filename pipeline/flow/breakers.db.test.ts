import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { randomToken } from '@/platform/ids';
import { installation } from '@/platform/installation';
import { createLogger } from '@/platform/logger';
import { setProcessState } from '@/platform/process-state';
import { db, pool } from '@/storage/client';
import { countTries, openBreakers } from '@/storage/deliveries/breaker/count-tries';
import { endProbe, takeProbe } from '@/storage/deliveries/breaker/probe';
import { pruneBreakers } from '@/storage/deliveries/breaker/prune-breakers';
import { readBreakers } from '@/storage/deliveries/breaker/read-breakers';
import { resetBreaker } from '@/storage/deliveries/breaker/reset-breaker';
import { aDeliveryTarget, enqueue, outcomesOf, queued, type DeliveryTarget } from '@/testing/deliveries';
import { startDatabaseProxy } from '@/testing/database-proxy';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { Breakers } from './breakers';
import { OPENING_RULE } from '../deliver/breaker-rules';
import { startDelivery, type Delivery, type DeliveryOptions } from './delivery';

/** Retries so seldom that only first tries and probes matter. */
const SELDOM = { backoff: { baseMs: 60_000, maxMs: 60_000 } };
const running: Delivery[] = [];
let receiver: Receiver;

const aWorker = (options: Partial<DeliveryOptions> = {}) => {
  const worker = startDelivery({ log: createLogger('delivery', 'error'), firstProbeMs: 400, ...options });
  running.push(worker);
  return worker;
};
const aWebhook = () => aDeliveryTarget('webhook', { answers: { url: receiver.url } });
const stateOf = async ({ workspaceId, destinationId }: DeliveryTarget) =>
  (await readBreakers(pool(), workspaceId, [destinationId]))[0];
const opened = (target: DeliveryTarget) =>
  vi.waitFor(async () => expect((await stateOf(target))?.state).toMatch(/open|probing/));
const closed = (target: DeliveryTarget, timeout = 60_000) =>
  vi.waitFor(async () => expect(await stateOf(target)).toBeUndefined(), { timeout });

/** An open breaker that probes at once, without a worker. */
async function anOpenBreaker(): Promise<DeliveryTarget> {
  const target = await aWebhook();
  const rows = [{ ...target, tries: 20, failures: 20, reason: '503' }];
  await countTries(pool(), rows);
  expect(await openBreakers(pool(), rows, { ...OPENING_RULE, firstProbeMs: 0 })).toEqual([target.destinationId]);
  return target;
}

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()));
  await receiver.close();
});

describe('a breaker', () => {
  it('opens on 503s, holds everything back without losing it, and delivers all once probes go well', async () => {
    receiver.reply(503);
    const target = await aWebhook();
    await enqueue(target, { count: 30 });
    aWorker({ policy: { backoff: { baseMs: 3000, maxMs: 3000 } } });
    await opened(target);
    const state = await stateOf(target);
    expect(state).toMatchObject({ reason: '503' });
    expect(state?.tries).toBeGreaterThanOrEqual(10);
    const late = await enqueue(target, { count: 40 });
    await vi.waitFor(async () => expect((await stateOf(target))?.failedProbes).toBeGreaterThan(0));
    expect(receiver.requests.length).toBeLessThan(60);
    expect(await outcomesOf(target.destinationId)).toEqual([]);
    receiver.reply(200);
    await vi.waitFor(async () => expect(await outcomesOf(target.destinationId)).toHaveLength(70));
    expect(await stateOf(target)).toBeUndefined();
    expect(receiver.bodies<{ messageId: string }>().map(({ messageId }) => messageId)).toEqual(
      expect.arrayContaining(late),
    );
  });

  it('opens on 401, so that the rest waits for good credentials; not on 400, which is about the event', async () => {
    receiver.reply(401);
    const refused = await aWebhook();
    await enqueue(refused, { count: 200 });
    const bad = await aDeliveryTarget('webhook', { answers: { url: `${receiver.url}/bad` } });
    await enqueue(bad, { count: 40 });
    receiver.reply(({ path }) => (path === '/bad' ? 400 : { status: 401, afterMs: 20 }));
    aWorker({ policy: SELDOM, firstProbeMs: 60_000 });
    await opened(refused);
    await vi.waitFor(async () => expect(await outcomesOf(bad.destinationId)).toHaveLength(40));
    expect(await stateOf(bad)).toBeUndefined();
    expect(await queued(refused.destinationId)).toBeGreaterThan(0);
  });

  it('ends what waited past its window, tried or not, with a reason, while nothing is sent', async () => {
    const target = await anOpenBreaker();
    await pool().query(
      `UPDATE pipeline.breaker SET next_probe_at = now() + interval '9 minutes' WHERE destination_id = $1`,
      [target.destinationId],
    );
    await enqueue(target, { count: 3, ageMs: 300_000 });
    await pool().query(`UPDATE pipeline.delivery SET run_at = created_at WHERE destination_id = $1`, [
      target.destinationId,
    ]);
    await pool().query(
      `UPDATE pipeline.delivery SET last_reason = '500', attempt = 2, run_at = now() - interval '1 minute'
        WHERE id = (SELECT min(id) FROM pipeline.delivery WHERE destination_id = $1)`,
      [target.destinationId],
    );
    await enqueue(target, { count: 2 });
    aWorker({ policy: { windowMs: 200_000 } });
    await vi.waitFor(async () => expect(await outcomesOf(target.destinationId)).toHaveLength(3));
    const ends = await outcomesOf(target.destinationId);
    expect(ends.map(({ outcome, reason, attempts }) => `${outcome} ${reason} ${attempts}`).sort()).toEqual([
      'failed_delivery 500 2',
      'failed_delivery 503 0',
      'failed_delivery 503 0',
    ]);
    expect(ends[0]?.detail).toMatch(/held back .* 3.3 minutes are over/);
    expect(await queued(target.destinationId)).toBe(2);
    expect(receiver.requests).toEqual([]);
  });

  it('lets one of two workers probe, and only with one delivery', async () => {
    const target = await anOpenBreaker();
    await enqueue(target, { count: 50 });
    receiver.reply({ status: 503, afterMs: 300 });
    aWorker({ policy: SELDOM, firstProbeMs: 600_000 });
    aWorker({ policy: SELDOM, firstProbeMs: 600_000 });
    await vi.waitFor(async () => expect((await stateOf(target))?.failedProbes).toBe(1));
    expect(receiver.requests).toHaveLength(1);
    expect((await stateOf(target))?.nextProbeAt.getTime()).toBeGreaterThan(Date.now() + 500_000);
  });

  it('probes again when the worker that probed was killed', async () => {
    const target = await anOpenBreaker();
    expect(await takeProbe(pool(), target.destinationId, 'of-the-dead', 5000)).toBe(true);
    expect(await takeProbe(pool(), target.destinationId, 'too-soon', 5000)).toBe(false);
    await enqueue(target, { count: 5 });
    aWorker();
    await closed(target);
    await vi.waitFor(async () => expect(await outcomesOf(target.destinationId)).toHaveLength(5));
    expect(await endProbe(pool(), target.destinationId, 'of-the-dead', { kind: 'good', enough: 1, againMs: 0 })).toBe(
      false,
    );
  });

  it('probes although the clock was set back by hours', async () => {
    const target = await anOpenBreaker();
    await pool().query(
      `UPDATE pipeline.breaker SET next_probe_at = now() + interval '5 hours', probe_until = now() + interval '5 hours',
              paused_until = now() + interval '5 hours', probe_token = 'x' WHERE destination_id = $1`,
      [target.destinationId],
    );
    await enqueue(target, { count: 5 });
    aWorker();
    await vi.waitFor(async () => expect(await outcomesOf(target.destinationId)).toHaveLength(5));
  });

  it('lets go of a destination that is deleted while it is open, and is forgotten', async () => {
    const target = await anOpenBreaker();
    await pool().query(
      `UPDATE pipeline.breaker SET next_probe_at = now() + interval '9 minutes' WHERE destination_id = $1`,
      [target.destinationId],
    );
    await enqueue(target, { count: 20 });
    aWorker();
    await db().destination.delete({ where: { id: target.destinationId } });
    await vi.waitFor(async () => expect(await outcomesOf(target.destinationId)).toHaveLength(20));
    expect(new Set((await outcomesOf(target.destinationId)).map(({ reason }) => reason))).toEqual(
      new Set(['DESTINATION_DELETED']),
    );
    await pruneBreakers(pool());
    expect(await stateOf(target)).toBeUndefined();
  });

  it('counts from nothing after it was reset, and only in its own workspace', async () => {
    const target = await anOpenBreaker();
    expect(await resetBreaker(pool(), 'wks_other', target.destinationId)).toBeNull();
    expect(await resetBreaker(pool(), target.workspaceId, target.destinationId)).toEqual({
      state: 'open',
      reason: '503',
    });
    expect(await stateOf(target)).toBeUndefined();
    const one = [{ ...target, tries: 1, failures: 1, reason: '503' }];
    await countTries(pool(), one);
    expect(await openBreakers(pool(), one, OPENING_RULE)).toEqual([]);
  });

  it('needs ten tries and seven failures in ten', async () => {
    const open = async (tries: number, failures: number) => {
      const destinationId = `dst_${randomToken(10)}`;
      const rows = [{ destinationId, workspaceId: 'w', tries, failures, reason: '500' }];
      await countTries(pool(), rows);
      return (await openBreakers(pool(), rows, OPENING_RULE)).length;
    };
    expect([await open(9, 9), await open(10, 6), await open(10, 7), await open(1000, 699)]).toEqual([0, 0, 1, 0]);
  });

  it('adds up the tries of all workers, in the order of their ids or any other', async () => {
    const ids = Array.from({ length: 20 }, () => `dst_${randomToken(10)}`);
    const rows = ids.map((destinationId) => ({
      destinationId,
      workspaceId: 'w',
      tries: 2,
      failures: 2,
      reason: '500',
    }));
    await Promise.all(
      Array.from({ length: 10 }, (_, n) => countTries(pool(), n % 2 === 0 ? rows : [...rows].reverse())),
    );
    expect(await openBreakers(pool(), rows, OPENING_RULE)).toHaveLength(20);
  });
});

describe('while the database is away', () => {
  it('keeps to what was known, forgets no try, and opens when it is back', async () => {
    const proxy = await startDatabaseProxy(installation().databaseUrl);
    const direct = pool();
    const through = new pg.Pool({ connectionString: proxy.url, max: 4, connectionTimeoutMillis: 500 });
    through.on('error', () => undefined);
    setProcessState('pg-pool', through);
    const target = await aWebhook();
    const breakers = new Breakers({
      log: createLogger('delivery', 'error'),
      leaseMs: 60_000,
      onChange: () => undefined,
    });
    try {
      await vi.waitFor(() => expect(breakers.known).toBe(true));
      await proxy.cut();
      for (let count = 0; count < 20; count += 1) breakers.note(target, 'failure', '503');
      expect(breakers.gate(target.destinationId, performance.now())).toEqual({ kind: 'closed' });
      await proxy.restore();
      await vi.waitFor(() => expect(breakers.gate(target.destinationId, performance.now()).kind).not.toBe('closed'));
      setProcessState('pg-pool', direct);
      expect(await stateOf(target)).toMatchObject({ tries: 20, failures: 20 });
    } finally {
      setProcessState('pg-pool', direct);
      await breakers.stop();
      await through.end();
      await proxy.close();
    }
  });

  it('probes ever later while probes fail on our side', async () => {
    const target = await anOpenBreaker();
    const { destinationId } = target;
    const breakers = new Breakers({
      log: createLogger('delivery', 'error'),
      leaseMs: 60_000,
      onChange: () => undefined,
    });
    try {
      const waits: number[] = [];
      for (let probe = 0; probe < 6; probe += 1) {
        // The wait is over.
        await pool().query('UPDATE pipeline.breaker SET next_probe_at = now() WHERE destination_id = $1', [
          destinationId,
        ]);
        const token = randomToken(16);
        expect(await takeProbe(pool(), destinationId, token, 60_000)).toBe(true);
        const { rows } = await pool().query<{ at: Date }>('SELECT now() AS at');
        breakers.endProbe(destinationId, token, { blame: 'none', reason: 'INTERNAL', asksForMs: 0 });
        await vi.waitFor(async () => {
          const ended = await pool().query<{ ms: number }>(
            `SELECT extract(epoch FROM next_probe_at - $2)::float8 * 1000 AS ms FROM pipeline.breaker
              WHERE destination_id = $1 AND probe_token IS NULL`,
            [destinationId, rows[0]?.at],
          );
          waits.push(ended.rows[0]?.ms ?? expect.fail('still waited for'));
        });
      }
      expect(waits.map((ms, probe) => ms >= 200 * 2 ** probe)).toEqual(Array(6).fill(true));
    } finally {
      await breakers.stop();
    }
  });
});

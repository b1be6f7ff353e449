import { beforeEach, describe, expect, it } from 'vitest';
import { countTries, openBreakers } from '../../storage/deliveries/breaker/count-tries';
import { readBreakers } from '../../storage/deliveries/breaker/read-breakers';
import { db, pool } from '../../storage/client';
import { aWorkspace } from '../../testing/factories';
import { aDeliveryTarget, enqueue, type DeliveryTarget } from '../../testing/deliveries';
import type { Context, Role } from '../context';
import { getDeliverySummary } from '../delivery-metrics/get-delivery-summary';
import { getDeliveryPolicy } from '../delivery-policy/get-delivery-policy';
import { updateDeliveryPolicy } from '../delivery-policy/update-delivery-policy';
import { listBreakers } from './list-breakers';
import { listDeliveries } from './list-deliveries';
import { resendDeliveries } from './resend-deliveries';
import { resetDestinationBreaker } from './reset-destination-breaker';
import { retryDeliveries } from './retry-deliveries';

const refusal = (code: string) => expect.objectContaining({ code }) as Error;
const RULE = { windowMs: 300_000, minTries: 10, minShare: 0.7, firstProbeMs: 60_000 };
let target: DeliveryTarget;
let ctx: Context;

/** Somebody of the target's workspace with `role`. */
async function as(role: Role): Promise<Context> {
  const other = await aWorkspace(role);
  const workspace = await db().workspace.findUniqueOrThrow({ where: { id: target.workspaceId } });
  return { ...other, workspace };
}

/** Puts waiting deliveries off by an hour. */
const putOff = (reason: string, count: number) =>
  pool().query(
    `UPDATE pipeline.delivery SET last_reason = $2, attempt = 3, run_at = now() + interval '1 hour' WHERE id = ANY(ARRAY(
       SELECT id FROM pipeline.delivery WHERE destination_id = $1 AND last_reason IS NULL ORDER BY id LIMIT $3))`,
    [target.destinationId, reason, count],
  );

/** Ends the waiting deliveries as failed. */
const fail = (reason: string) =>
  pool().query(
    `WITH gone AS (DELETE FROM pipeline.delivery WHERE destination_id = $1 RETURNING *)
     INSERT INTO pipeline.outcome (at, workspace_id, source_id, destination_id, event_id, event_received_at, message_id,
                                   event_type, event_name, outcome, reason, attempts)
     SELECT now(), workspace_id, source_id, destination_id, event_id, event_received_at, message_id, event_type, event_name,
            'failed_delivery', $2, 1 FROM gone`,
    [target.destinationId, reason],
  );

async function openBreaker(): Promise<void> {
  const rows = [{ ...target, tries: 20, failures: 18, reason: '503' }];
  await countTries(pool(), rows);
  await openBreakers(pool(), rows, RULE);
}

const due = async () => {
  const { rows } = await pool().query<{ due: number }>(
    'SELECT count(*)::int AS due FROM pipeline.delivery WHERE destination_id = $1 AND run_at <= now()',
    [target.destinationId],
  );
  return rows[0]?.due;
};
const audited = async () => {
  const lines = await db().auditEvent.findMany({ where: { workspaceId: target.workspaceId }, orderBy: { at: 'asc' } });
  return lines.map(({ type, detail }) => [type, detail]);
};

beforeEach(async () => {
  target = await aDeliveryTarget('webhook', { answers: { url: 'https://example.com' } });
  ctx = await as('SOURCE_ADMIN');
});

describe('retry now', () => {
  it('moves what waits and matches, is written down, and leaves alone what is under way', async () => {
    await enqueue(target, { count: 9 });
    await putOff('503', 4);
    await putOff('ETIMEDOUT', 3);
    await pool().query(
      `UPDATE pipeline.delivery SET lease_until = now() + interval '1 hour', run_at = now() + interval '1 hour'
        WHERE destination_id = $1 AND last_reason IS NULL`,
      [target.destinationId],
    );
    const { destinationId } = target;
    expect(await retryDeliveries(ctx, { destinationId, reason: '503' })).toEqual({ moved: 4, more: false, held: null });
    expect(await due()).toBe(4);
    expect(await retryDeliveries(ctx, { destinationId, eventType: 'page' })).toMatchObject({ moved: 0 });
    expect(await retryDeliveries(ctx, { destinationId })).toMatchObject({ moved: 3 });
    expect((await audited())[0]).toEqual(['Deliveries Retried', { deliveries: 4, reason: '503' }]);
  });

  it('has a destination that is held back tried at once, once', async () => {
    await openBreaker();
    const { destinationId, workspaceId } = target;
    expect(await retryDeliveries(ctx, { destinationId })).toMatchObject({ held: 'breaker' });
    const [breaker] = await readBreakers(pool(), workspaceId, [destinationId]);
    expect(breaker?.state).toBe('open');
    expect(breaker?.nextProbeAt.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
  });

  it('is not for viewers, nor for another workspace', async () => {
    await enqueue(target, { count: 1 });
    await putOff('503', 1);
    const { destinationId } = target;
    for (const verb of [retryDeliveries, resendDeliveries, resetDestinationBreaker]) {
      await expect(verb(await as('VIEWER'), { destinationId })).rejects.toThrow(refusal('forbidden'));
      await expect(verb(await aWorkspace('OWNER'), { destinationId })).rejects.toThrow(refusal('not_found'));
    }
    await expect(listDeliveries(await aWorkspace('OWNER'), { destinationId, state: 'waiting' })).rejects.toThrow(
      refusal('not_found'),
    );
    expect(await listBreakers(await aWorkspace('OWNER'), { destinationIds: [destinationId] })).toEqual({});
    expect(await due()).toBe(0);
    expect(await audited()).toEqual([]);
  });
});

describe('send again', () => {
  it('asks for those that match and are still in the log, each once', async () => {
    await enqueue(target, { count: 4 });
    await fail('400');
    const { destinationId } = target;
    const page = await listDeliveries(ctx, { destinationId, state: 'failed' });
    expect(page).toMatchObject({ matching: 4, more: false, next: null });
    expect(page.items.map(({ again }) => again)).toEqual(Array.from({ length: 4 }, () => 'possible'));
    const eventId = page.items[0]?.eventId ?? '';
    expect(await resendDeliveries(ctx, { destinationId, eventId })).toEqual({ asked: 1, gone: 0, more: false });
    expect(await resendDeliveries(ctx, { destinationId, reason: '401' })).toMatchObject({ asked: 0 });
    expect(await resendDeliveries(ctx, { destinationId, reason: '400' })).toMatchObject({ asked: 3 });
    const again = await listDeliveries(ctx, { destinationId, state: 'failed' });
    expect(again.items.map((item) => item.again)).toEqual(Array.from({ length: 4 }, () => 'asked'));
    expect((await audited())[0]).toEqual(['Deliveries Sent Again', { deliveries: 1, eventId }]);
  });

  it('says that a disabled destination must be enabled first', async () => {
    await db().destination.update({ where: { id: target.destinationId }, data: { enabled: false } });
    await expect(resendDeliveries(ctx, { destinationId: target.destinationId })).rejects.toThrow(
      refusal('precondition_failed'),
    );
  });
});

describe('the list of deliveries', () => {
  it('pages through what waits, the next ones first, nothing twice and nothing left out', async () => {
    await enqueue(target, { count: 60 });
    const { destinationId } = target;
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listDeliveries(ctx, { destinationId, state: 'waiting', cursor: cursor ?? undefined });
      expect(page.matching).toBe(60);
      seen.push(...page.items.map(({ eventId }) => eventId));
      cursor = page.next;
    } while (cursor);
    expect(new Set(seen).size).toBe(60);
    expect(seen).toHaveLength(60);
    await fail('400');
    const first = await listDeliveries(ctx, { destinationId, state: 'failed' });
    const second = await listDeliveries(ctx, { destinationId, state: 'failed', cursor: first.next ?? '' });
    expect(new Set([...first.items, ...second.items].map(({ eventId }) => eventId)).size).toBe(50);
    await expect(listDeliveries(ctx, { destinationId, state: 'failed', cursor: 'x' })).rejects.toThrow(
      refusal('invalid_input'),
    );
  });

  it('promises no try before a destination that is held back is tried again', async () => {
    await enqueue(target, { count: 1 });
    await openBreaker();
    const { destinationId } = target;
    const { items } = await listDeliveries(ctx, { destinationId, state: 'waiting' });
    expect(Date.parse(items[0]?.nextAt ?? '')).toBeGreaterThan(Date.now() + 30_000);
    const summary = await getDeliverySummary(ctx, { destinationId, period: '24h' });
    expect(summary.breaker).toMatchObject({ state: 'open', reason: '503', tries: 20, failures: 18 });
    expect(await resetDestinationBreaker(ctx, { destinationId })).toEqual({ reset: true });
    expect(await resetDestinationBreaker(ctx, { destinationId })).toEqual({ reset: false });
    expect(await listBreakers(ctx, { destinationIds: [destinationId] })).toEqual({});
    expect(await audited()).toEqual([['Destination Breaker Reset', { state: 'open', reason: '503' }]]);
  });

  it('counts what waits by the reason of its last failure', async () => {
    await enqueue(target, { count: 5 });
    await putOff('503', 3);
    const { rows } = await pool().query<{ source: string }>(
      'SELECT source_id AS source FROM public.destination WHERE id = $1',
      [target.destinationId],
    );
    await pool().query(
      `INSERT INTO pipeline.outcome_count SELECT g, date_trunc(t, now()), $1, $2, $3, 'track', 'pending_retry', '503', false, 3, now()
         FROM (VALUES ('m', 'minute'), ('h', 'hour'), ('d', 'day')) AS grain (g, t)`,
      [target.workspaceId, rows[0]?.source, target.destinationId],
    );
    const summary = await getDeliverySummary(ctx, { destinationId: target.destinationId, period: '24h' });
    expect(summary.problems).toMatchObject([{ reason: '503', retries: 3, waiting: 3 }]);
    expect(summary.pending).toMatchObject({ waiting: 2, retrying: 3 });
  });
});

describe('the delivery policy', () => {
  it('is Segment’s until changed, and stays within its bounds', async () => {
    const { destinationId } = target;
    const standard = { concurrency: 64, perSecond: null, maxAttempts: null, windowMinutes: 240 };
    expect(await getDeliveryPolicy(ctx, { destinationId })).toEqual(standard);
    const chosen = { concurrency: 2, perSecond: 10, maxAttempts: 5, windowMinutes: 4320 };
    await updateDeliveryPolicy(ctx, { destinationId, ...chosen });
    expect(await getDeliveryPolicy(ctx, { destinationId })).toEqual(chosen);
    for (const wrong of [{ concurrency: 0 }, { concurrency: 257 }, { perSecond: 0.5 }, { windowMinutes: 4321 }]) {
      await expect(updateDeliveryPolicy(ctx, { destinationId, ...chosen, ...wrong })).rejects.toThrow(
        refusal('invalid_input'),
      );
    }
    await expect(updateDeliveryPolicy(await as('VIEWER'), { destinationId, ...chosen })).rejects.toThrow(
      refusal('forbidden'),
    );
    await expect(updateDeliveryPolicy(await aWorkspace(), { destinationId, ...chosen })).rejects.toThrow(
      refusal('not_found'),
    );
    expect(await audited()).toEqual([['Destination Delivery Modified', chosen]]);
  });
});

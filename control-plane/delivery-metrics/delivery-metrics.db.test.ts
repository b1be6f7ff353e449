import { describe, expect, it } from 'vitest';
import { pool } from '../../storage/client';
import { addLatencyCounts } from '../../storage/metrics/add-latency-counts';
import { addOutcomeCounts, type OutcomeCount } from '../../storage/metrics/add-outcome-counts';
import { aDestination, aSource, aWorkspace } from '../../testing/factories';
import { getDeliveryMetrics } from './get-delivery-metrics';
import { getDeliverySummary } from './get-delivery-summary';
import { listAttemptSamples } from './list-attempt-samples';
import { listDestinationTotals } from './list-destination-totals';

const NOW = new Date('2026-11-22T12:34:56.000Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const refusal = (code: string) => expect.objectContaining({ code }) as Error;

async function setUp() {
  const ctx = await aWorkspace('VIEWER');
  const source = await aSource(ctx.workspace.id);
  const destination = await aDestination(ctx.workspace.id, source.id);
  const row = (part: Partial<OutcomeCount>): OutcomeCount => ({
    at: ago(5),
    workspaceId: ctx.workspace.id,
    sourceId: source.id,
    destinationId: destination.id,
    eventType: 'track',
    outcome: 'successful_delivery',
    reason: '',
    onRetry: false,
    count: 1,
    ...part,
  });
  const count = (rows: Partial<OutcomeCount>[]) => addOutcomeCounts(pool(), rows.map(row));
  return { ctx, source, destinationId: destination.id, count };
}

async function queue(workspaceId: string, sourceId: string, destinationId: string, attempt: number): Promise<void> {
  await pool().query(
    `INSERT INTO pipeline.delivery (workspace_id, source_id, destination_id, config_version, event_id, event_received_at,
                                    message_id, event_type, subscription_ids, attempt)
     SELECT $1, $2, $3, 1, coalesce(max(event_id), 0) + 1, now(), 'm', 'track', '{}', $4 FROM pipeline.delivery`,
    [workspaceId, sourceId, destinationId, attempt],
  );
}

describe('the summary of a period', () => {
  it('adds up what happened within it, by kind, over all event types, and nothing before it', async () => {
    const { ctx, destinationId, count } = await setUp();
    await count([
      { count: 10 },
      { count: 4, eventType: 'page' },
      { count: 3, onRetry: true },
      { count: 2, outcome: 'failed_delivery', reason: '401' },
      { count: 7, outcome: 'pending_retry', reason: '503' },
      { count: 5, outcome: 'filtered_at_destination', reason: 'FILTERED_BY_RULES' },
      { count: 1000, at: ago(45) },
    ]);
    const summary = await getDeliverySummary(ctx, { destinationId, period: '30m' }, NOW);
    expect(summary).toMatchObject({ deliveredFirstTry: 14, deliveredOnRetry: 3, failed: 2, filtered: 5 });
    expect(summary.trend).toHaveLength(31);
    expect(summary.trend.find((point) => point.at === '2026-11-22T12:29:00.000Z')).toMatchObject({
      deliveredFirstTry: 14,
      deliveredOnRetry: 3,
      failed: 2,
    });
    const sum = summary.trend.reduce((total, point) => total + point.deliveredFirstTry, 0);
    expect(sum).toBe(summary.deliveredFirstTry);
    const hour = await getDeliverySummary(ctx, { destinationId, period: '1h' }, NOW);
    const week = await getDeliverySummary(ctx, { destinationId, period: '7d' }, NOW);
    expect([hour.deliveredFirstTry, week.deliveredFirstTry]).toEqual([1014, 1014]);
    expect(week.trend).toHaveLength(169);
  });

  it('groups what went wrong by reason, in words, most recent first, apart from what was kept back', async () => {
    const { ctx, destinationId, count } = await setUp();
    await count([
      { count: 2, outcome: 'failed_delivery', reason: '401', at: ago(20) },
      { count: 1, outcome: 'failed_delivery', reason: '401', at: ago(9) },
      { count: 7, outcome: 'pending_retry', reason: '503', at: ago(2) },
      { count: 1, outcome: 'failed_delivery', reason: '503', at: ago(12) },
      { count: 5, outcome: 'filtered_at_destination', reason: 'NO_MATCHING_MAPPING' },
    ]);
    const { problems, filteredBy } = await getDeliverySummary(ctx, { destinationId, period: '1h' }, NOW);
    expect(problems).toMatchObject([
      { reason: '503', title: '503 Service Unavailable', failed: 1, retries: 7, lastAt: ago(2).toISOString() },
      { reason: '401', failed: 3, retries: 0, firstAt: '2026-11-22T12:14:00.000Z', lastAt: ago(9).toISOString() },
    ]);
    expect(filteredBy).toMatchObject([{ reason: 'NO_MATCHING_MAPPING', filtered: 5, tab: 'mappings' }]);
  });

  it('reads the 95th percentile of the period and of each bucket, null where nothing was delivered', async () => {
    const { ctx, destinationId } = await setUp();
    const slow = { at: ago(3), destinationId, latencyMs: 9000 };
    const fast = { at: ago(10), destinationId, latencyMs: 40 };
    await addLatencyCounts(pool(), [...Array.from({ length: 99 }, () => fast), slow]);
    const summary = await getDeliverySummary(ctx, { destinationId, period: '30m' }, NOW);
    expect(summary.p95LatencyMs).toBeGreaterThan(25);
    expect(summary.p95LatencyMs).toBeLessThan(60);
    const values = summary.trend.map((point) => point.p95LatencyMs).filter((value) => value !== null);
    expect(values).toHaveLength(2);
    expect(values[1]).toBeGreaterThan(5000);
  });

  it('counts what is pending now, apart what has been tried', async () => {
    const { ctx, source, destinationId } = await setUp();
    for (const attempt of [0, 0, 3]) await queue(ctx.workspace.id, source.id, destinationId, attempt);
    const { pending } = await getDeliverySummary(ctx, { destinationId, period: '30m' }, NOW);
    expect(pending).toMatchObject({ waiting: 2, retrying: 1, more: false, nextRetryAt: expect.any(String) as string });
  });
});

describe('metrics for programs', () => {
  it('gives totals and a series, and refuses periods too long for their granularity', async () => {
    const { ctx, destinationId, count } = await setUp();
    await count([{ count: 6 }, { count: 2, at: ago(100) }]);
    const at = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
    const metrics = await getDeliveryMetrics(ctx, { destinationId, from: at(4), to: NOW, granularity: 'MINUTE' });
    expect(metrics.deliveredFirstTry).toBe(8);
    expect(metrics.points.filter((point) => point.deliveredFirstTry > 0)).toHaveLength(2);
    const days = await getDeliveryMetrics(ctx, { destinationId, from: at(48), to: NOW, granularity: 'DAY' });
    expect(days.points.map((point) => point.deliveredFirstTry)).toEqual([0, 0, 8]);
    for (const [hours, granularity] of [
      [5, 'MINUTE'],
      [24 * 8, 'HOUR'],
      [24 * 15, 'DAY'],
    ] as const) {
      await expect(getDeliveryMetrics(ctx, { destinationId, from: at(hours), to: NOW, granularity })).rejects.toEqual(
        refusal('invalid_input'),
      );
    }
    await expect(getDeliveryMetrics(ctx, { destinationId, from: NOW, to: at(1), granularity: 'HOUR' })).rejects.toEqual(
      refusal('invalid_input'),
    );
  });
});

describe('samples and totals', () => {
  it('gives the ten newest samples of one reason only', async () => {
    const { ctx, destinationId } = await setUp();
    for (let n = 1; n <= 12; n += 1) {
      await pool().query(
        `INSERT INTO pipeline.attempt_sample (workspace_id, destination_id, reason, at, event_id, message_id, message, sent)
         VALUES ($1, $2, $3, now(), $4, 'm', 'refused', '{}')`,
        [ctx.workspace.id, destinationId, n === 12 ? '503' : '401', n],
      );
    }
    const { items } = await listAttemptSamples(ctx, { destinationId, reason: '401' });
    expect(items.map((item) => item.eventId)).toEqual(['11', '10', '9', '8', '7', '6', '5', '4', '3', '2']);
  });

  it('keeps workspaces apart: their destinations do not exist here, and their counts are not added', async () => {
    const mine = await setUp();
    const theirs = await setUp();
    await theirs.count([{ count: 9 }]);
    await mine.count([{ count: 2 }, { count: 1, outcome: 'failed_delivery', reason: '400' }]);
    const { destinationId } = theirs;
    await expect(getDeliverySummary(mine.ctx, { destinationId, period: '24h' }, NOW)).rejects.toEqual(
      refusal('not_found'),
    );
    await expect(listAttemptSamples(mine.ctx, { destinationId, reason: '401' })).rejects.toEqual(refusal('not_found'));
    await expect(
      getDeliveryMetrics(mine.ctx, { destinationId, from: ago(60), to: NOW, granularity: 'HOUR' }),
    ).rejects.toEqual(refusal('not_found'));
    const totals = await listDestinationTotals(mine.ctx, { destinationIds: [destinationId, mine.destinationId] }, NOW);
    expect(totals).toEqual({ [mine.destinationId]: { delivered: 2, failed: 1, filtered: 0 } });
  });
});

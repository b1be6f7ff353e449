import { describe, expect, it } from 'vitest';
import { newId } from '@/platform/ids';
import { inTransaction, pool } from '../client';
import { LATENCY_BOUNDS_MS, addLatencyCounts, latencyBound } from './add-latency-counts';
import { addOutcomeCounts, type OutcomeCount } from './add-outcome-counts';

const at = new Date('2026-11-22T10:20:30.500Z');
const row = (changes: Partial<OutcomeCount> = {}): OutcomeCount => ({
  at,
  workspaceId: 'w',
  sourceId: 's',
  destinationId: 'd',
  eventType: 'track',
  outcome: 'successful_delivery',
  reason: '',
  onRetry: false,
  count: 1,
  ...changes,
});

describe('addOutcomeCounts', () => {
  it('adds to minute, hour and day, whatever comes in one call or in several', async () => {
    const destinationId = newId('dst');
    const later = new Date(at.getTime() + 60_000);
    await addOutcomeCounts(pool(), [
      row({ destinationId }),
      row({ destinationId, count: 4 }),
      row({ destinationId, at: later }),
    ]);
    await addOutcomeCounts(pool(), [row({ destinationId }), row({ destinationId, onRetry: true })]);
    const { rows } = await pool().query(
      `SELECT grain, bucket, on_retry, count::int, last_at FROM pipeline.outcome_count
        WHERE destination_id = $1 ORDER BY grain DESC, on_retry, bucket`,
      [destinationId],
    );
    const bucket = (text: string) => new Date(`2026-11-22T${text}Z`);
    expect(rows).toEqual([
      { grain: 'm', bucket: bucket('10:20:00'), on_retry: false, count: 6, last_at: at },
      { grain: 'm', bucket: bucket('10:21:00'), on_retry: false, count: 1, last_at: later },
      { grain: 'm', bucket: bucket('10:20:00'), on_retry: true, count: 1, last_at: at },
      { grain: 'h', bucket: bucket('10:00:00'), on_retry: false, count: 7, last_at: later },
      { grain: 'h', bucket: bucket('10:00:00'), on_retry: true, count: 1, last_at: at },
      { grain: 'd', bucket: bucket('00:00:00'), on_retry: false, count: 7, last_at: later },
      { grain: 'd', bucket: bucket('00:00:00'), on_retry: true, count: 1, last_at: at },
    ]);
  });

  it('never deadlocks, in whatever order concurrent writers name the same rows', async () => {
    const ids = Array.from({ length: 40 }, () => newId('dst'));
    const write = (order: string[]) =>
      inTransaction((sql) =>
        addOutcomeCounts(
          sql,
          order.map((destinationId) => row({ destinationId })),
        ),
      );
    const rounds = Array.from({ length: 30 }, (_, index) => write(index % 2 === 0 ? ids : [...ids].reverse()));
    await Promise.all(rounds);
    const { rows } = await pool().query<{ total: number }>(
      "SELECT sum(count)::int AS total FROM pipeline.outcome_count WHERE destination_id = ANY($1) AND grain = 'd'",
      [ids],
    );
    expect(rows[0]?.total).toBe(ids.length * 30);
  });
});

describe('addLatencyCounts', () => {
  it('puts each latency into the class of the smallest bound that holds it', async () => {
    const destinationId = newId('dst');
    const latencies = [0, 1, 2, 9, 10, 11, 1e12];
    await addLatencyCounts(
      pool(),
      latencies.map((latencyMs) => ({ at, destinationId, latencyMs })),
    );
    await addLatencyCounts(pool(), [{ at, destinationId, latencyMs: 1 }]);
    const { rows } = await pool().query<{ le: number; count: number }>(
      `SELECT le_ms AS le, count::int FROM pipeline.latency_count WHERE destination_id = $1 AND grain = 'h' ORDER BY le_ms`,
      [destinationId],
    );
    expect(rows).toEqual([
      { le: 1, count: 3 },
      { le: 2, count: 1 },
      { le: 10, count: 2 },
      { le: 13, count: 1 },
      { le: 2_147_483_647, count: 1 },
    ]);
  });

  it('has ascending bounds that cover the retry window', () => {
    expect([...LATENCY_BOUNDS_MS].sort((a, b) => a - b)).toEqual(LATENCY_BOUNDS_MS);
    expect(latencyBound(4 * 3_600_000)).toBeLessThan(2_147_483_647);
  });
});

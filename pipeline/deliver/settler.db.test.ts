import { describe, expect, it } from 'vitest';
import { createLogger } from '@/platform/logger';
import { pool } from '@/storage/client';
import { claimDeliveries } from '@/storage/deliveries/claim-deliveries';
import { aDeliveryTarget, enqueue, outcomesOf, queued } from '@/testing/deliveries';
import { Settler } from './settler';

const LONG_AGO = new Date('2001-01-01T00:00:00Z');

describe('the settler', () => {
  it('writes every result but the one that the database refuses', async () => {
    const target = await aDeliveryTarget('webhook', { answers: { url: 'http://127.0.0.1:9' } });
    await enqueue(target, { count: 9 });
    const claimed = await claimDeliveries(pool(), target.destinationId, 9, 60_000);
    const settler = new Settler(createLogger('settler', 'error'));
    let settled = 0;
    for (const [index, delivery] of claimed.entries()) {
      const at = index === 4 ? LONG_AGO : new Date(); // no partition holds the year 2001
      const verdict = { kind: 'delivered' as const, delivery, at, durationMs: 1, status: 200 };
      settler.add({ verdict, sample: null, onSettled: () => void (settled += 1) });
    }
    await settler.close();
    expect(settled).toBe(9);
    expect(await outcomesOf(target.destinationId)).toHaveLength(8);
    expect(await queued(target.destinationId)).toBe(1);
  });

  it('drops a result whose delivery another worker has taken over', async () => {
    const target = await aDeliveryTarget('webhook', { answers: { url: 'http://127.0.0.1:9' } });
    await enqueue(target);
    const [stale] = await claimDeliveries(pool(), target.destinationId, 1, 0);
    const [current] = await claimDeliveries(pool(), target.destinationId, 1, 60_000);
    expect([stale?.id, stale?.attempt, current?.attempt]).toEqual([current?.id, 1, 2]);
    const base = { at: new Date(), durationMs: 1, status: null };
    for (const delivery of [stale, current]) {
      const settler = new Settler(createLogger('settler', 'error'));
      const reason = `by attempt ${delivery?.attempt}`;
      if (!delivery) continue;
      const verdict = {
        ...base,
        kind: 'failed' as const,
        delivery,
        reason,
        message: '',
        tried: true,
        doneSubscriptions: [],
      };
      settler.add({ verdict, sample: null, onSettled: () => undefined });
      await settler.close();
    }
    expect(await outcomesOf(target.destinationId)).toMatchObject([{ reason: 'by attempt 2', attempts: 2 }]);
    const { rows } = await pool().query(
      "SELECT reason, count::int FROM pipeline.outcome_count WHERE destination_id = $1 AND grain = 'd'",
      [target.destinationId],
    );
    expect(rows).toEqual([{ reason: 'by attempt 2', count: 1 }]);
  });
});

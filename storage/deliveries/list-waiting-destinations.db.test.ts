import { describe, expect, it } from 'vitest';
import { newId } from '@/platform/ids';
import { pool } from '../client';
import { listWaitingDestinations } from './list-waiting-destinations';

async function add(destinationId: string, count: number, delay: string): Promise<void> {
  await pool().query(
    `INSERT INTO pipeline.delivery (workspace_id, source_id, destination_id, config_version, event_id, event_received_at,
                                    message_id, event_type, subscription_ids, run_at)
     SELECT 'w', 's', $1, 1, n + coalesce((SELECT max(event_id) FROM pipeline.delivery), 0), now(), 'm' || n, 'track', '{}',
            now() + $3::interval + n * interval '1 millisecond'
       FROM generate_series(1, $2) n`,
    [destinationId, count, delay],
  );
}

describe('listWaitingDestinations', () => {
  it('names every destination once, with the time until its first delivery', async () => {
    const [due, later] = [newId('dst'), newId('dst')];
    await add(due, 50, '-1 hour');
    await add(due, 50, '1 hour');
    await add(later, 50, '5 minutes');
    const found = new Map((await listWaitingDestinations(pool())).map((one) => [one.destinationId, one.dueInMs]));
    expect(found.get(due)).toBe(0);
    expect(found.get(later)).toBeGreaterThan(60_000);
    expect(found.get(later)).toBeLessThanOrEqual(300_001);
    expect(found.size).toBe(2);
  });

  it('costs one index probe a destination, not one a delivery', async () => {
    const busy = newId('dst');
    await add(busy, 20_000, '-1 hour');
    await pool().query('ANALYZE pipeline.delivery');
    const explain = {
      query: async (text: string) => {
        const { rows } = await pool().query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) ${text}`);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan).not.toContain('Seq Scan on delivery');
        const hits = [...plan.matchAll(/shared hit=(\d+)/g)].map(([, pages]) => Number(pages));
        expect(Math.max(...hits)).toBeLessThan(100);
        return { rows: [] };
      },
    };
    await listWaitingDestinations(explain as never);
    expect.assertions(2);
  });
});

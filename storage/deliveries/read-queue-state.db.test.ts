import { expect, it } from 'vitest';
import { aDeliveryTarget, enqueue } from '@/testing/deliveries';
import { pool } from '../client';
import { readQueueState } from './read-queue-state';

it('counts what waits for each destination, the most first, and the breakers by state', async () => {
  const [few, many] = [await aDeliveryTarget('webhook'), await aDeliveryTarget('webhook')];
  await enqueue(few, { count: 2 });
  await enqueue(many, { count: 5 });
  await pool().query(
    `INSERT INTO pipeline.breaker (destination_id, workspace_id, state) VALUES ('a', 'w', 'open'), ('b', 'w', 'probing')`,
  );
  await pool().query(
    `INSERT INTO pipeline.breaker (destination_id, workspace_id, paused_until) VALUES ('c', 'w', now() + interval '1 minute')`,
  );
  expect(await readQueueState(pool())).toEqual({
    open: 1,
    probing: 1,
    paused: 1,
    destinations: 2,
    waiting: [
      { destinationId: many.destinationId, count: 5 },
      { destinationId: few.destinationId, count: 2 },
    ],
  });
});

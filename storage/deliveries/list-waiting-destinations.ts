import type { Sql } from '../client';

/** A destination with deliveries waiting, and in how many milliseconds the first of them may run; 0: now. */
export interface WaitingDestination {
  destinationId: string;
  dueInMs: number;
}

/** One index probe per destination, however many deliveries each has. */
const SKIP_SCAN = `
WITH RECURSIVE waiting AS (
  (SELECT destination_id, run_at FROM pipeline.delivery ORDER BY destination_id, run_at, id LIMIT 1)
  UNION ALL
  SELECT next.destination_id, next.run_at
    FROM waiting
   CROSS JOIN LATERAL (SELECT d.destination_id, d.run_at FROM pipeline.delivery d
                        WHERE d.destination_id > waiting.destination_id
                        ORDER BY d.destination_id, d.run_at, d.id LIMIT 1) next
)
SELECT destination_id AS "destinationId",
       greatest(0, extract(epoch FROM run_at - now()) * 1000)::float8 AS "dueInMs"
  FROM waiting`;

/** Every destination with deliveries in the queue, due or not; a leased delivery counts as waiting for its lease to end. */
export async function listWaitingDestinations(sql: Sql): Promise<WaitingDestination[]> {
  const { rows } = await sql.query<WaitingDestination>(SKIP_SCAN);
  return rows;
}

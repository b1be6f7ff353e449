import type { Sql } from '../client';

/** The queue and the breakers of the whole installation. */
export interface QueueState {
  open: number;
  probing: number;
  /** Destinations that a 429 stopped for a while. */
  paused: number;
  /** Destinations with deliveries in the queue. */
  destinations: number;
  /** The destinations with the most deliveries, at most 50, each counted up to 10,000. */
  waiting: { destinationId: string; count: number }[];
}

const BREAKERS = `
SELECT (count(*) FILTER (WHERE state = 'open'))::int AS open, (count(*) FILTER (WHERE state = 'probing'))::int AS probing,
       (count(*) FILTER (WHERE paused_until > now()))::int AS paused
  FROM pipeline.breaker`;

// One probe per destination, then an index-only count of the first 200 of them; more is more than a page of metrics holds.
const WAITING = `
WITH RECURSIVE waiting AS (
  (SELECT destination_id FROM pipeline.delivery ORDER BY destination_id LIMIT 1)
  UNION ALL
  SELECT (SELECT d.destination_id FROM pipeline.delivery d WHERE d.destination_id > waiting.destination_id
           ORDER BY d.destination_id LIMIT 1)
    FROM waiting WHERE waiting.destination_id IS NOT NULL
), named AS (
  SELECT destination_id, row_number() OVER () AS place FROM waiting WHERE destination_id IS NOT NULL
)
SELECT named.destination_id AS "destinationId", (SELECT count(*)::int FROM named) AS destinations,
       (SELECT count(*)::int FROM (SELECT FROM pipeline.delivery d WHERE d.destination_id = named.destination_id LIMIT 10000) AS counted)
         AS count
  FROM named WHERE place <= 200
 ORDER BY count DESC, 1 LIMIT 50`;

/** Reads the state of the queue for monitoring. Its cost does not grow with the queue beyond 200 × 10,000 index entries. */
export async function readQueueState(sql: Sql): Promise<QueueState> {
  const breakers = await sql.query<{ open: number; probing: number; paused: number }>(BREAKERS);
  const { rows } = await sql.query<{ destinationId: string; destinations: number; count: number }>(WAITING);
  const { open, probing, paused } = breakers.rows[0] ?? { open: 0, probing: 0, paused: 0 };
  const waiting = rows.map(({ destinationId, count }) => ({ destinationId, count }));
  return { open, probing, paused, destinations: rows[0]?.destinations ?? 0, waiting };
}

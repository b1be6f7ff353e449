import { prepared, type Sql } from '../client';

/** A delivery under our lease. `attempt` counts this try, and with `id` it is the proof that the lease is ours. */
export interface ClaimedDelivery {
  id: string;
  attempt: number;
  workspaceId: string;
  sourceId: string;
  destinationId: string;
  eventId: string;
  messageId: string;
  eventType: string;
  /** When the API received the event. */
  eventReceivedAt: Date;
  createdAt: Date;
  /** Ids of the mappings whose trigger matched. */
  subscriptionIds: string[];
  /** What earlier tries settled: `<subscription id>` delivered, `<subscription id>!<reason>` failed for good. */
  doneSubscriptions: string[];
  lastReason: string | null;
  /** Attempts before somebody had it sent again; its schedule does not count them. */
  earlierAttempts: number;
  /** JSON as it goes to the destination; null when the event is past its retention. */
  payload: string | null;
  /** It did not wait in the queue: fan-out handed it over. */
  handedOver?: boolean;
}

// run_at is set to the end of the lease too: a leased row then sorts behind the due ones, is not listed as due, and is
// due again by itself when its worker was killed.
const claim = (ids: string) => `
WITH claimed AS (
  UPDATE pipeline.delivery
     SET attempt = attempt + 1,
         lease_until = now() + $3 * interval '1 millisecond',
         run_at = now() + $3 * interval '1 millisecond'
   WHERE id = ANY(${ids})
  RETURNING *
)
SELECT c.id, c.attempt, c.workspace_id AS "workspaceId", c.source_id AS "sourceId",
       c.destination_id AS "destinationId", c.event_id AS "eventId", c.message_id AS "messageId",
       c.event_type AS "eventType", c.event_received_at AS "eventReceivedAt", c.created_at AS "createdAt", c.subscription_ids AS "subscriptionIds",
       c.done_subscriptions AS "doneSubscriptions", c.last_reason AS "lastReason",
       c.earlier_attempts AS "earlierAttempts", coalesce(c.payload, e.payload) AS payload
  FROM claimed c
  LEFT JOIN LATERAL (SELECT event.payload FROM pipeline.event
                      WHERE event.source_id = c.source_id AND event.id = c.event_id LIMIT 1) e
         ON c.payload IS NULL
 ORDER BY c.id`;

const CLAIM = claim(`ARRAY(SELECT id FROM pipeline.delivery
                      WHERE destination_id = $1 AND run_at <= now()
                      ORDER BY run_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)`);

// A delivery that was never put off is due since its creation, so both halves read only what they take.
const CLAIM_EXPIRED = claim(`
  ARRAY(SELECT id FROM pipeline.delivery
         WHERE destination_id = $1 AND run_at < now() - $4 * interval '1 millisecond' AND last_reason IS NULL
         ORDER BY run_at, id LIMIT $2 FOR UPDATE SKIP LOCKED) ||
  ARRAY(SELECT id FROM pipeline.delivery
         WHERE destination_id = $1 AND created_at < now() - $4 * interval '1 millisecond' AND last_reason IS NOT NULL
           AND run_at <= now()
         ORDER BY created_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)`);

/** Leases up to `count` due deliveries of one destination for `leaseMs`; several workers never get the same one. */
export async function claimDeliveries(
  sql: Sql,
  destinationId: string,
  count: number,
  leaseMs: number,
): Promise<ClaimedDelivery[]> {
  const { rows } = await sql.query<ClaimedDelivery>(prepared('claim', CLAIM, [destinationId, count, leaseMs]));
  return rows;
}

/** As `claimDeliveries`, but up to `count` tried and as many untried ones whose window of `windowMs` is over, to be ended. */
export async function claimExpiredDeliveries(
  sql: Sql,
  destinationId: string,
  count: number,
  leaseMs: number,
  windowMs: number,
): Promise<ClaimedDelivery[]> {
  const { rows } = await sql.query<ClaimedDelivery>(CLAIM_EXPIRED, [destinationId, count, leaseMs, windowMs]);
  return rows;
}

import type { Sql } from '../client';

/** A delivery that waits for another try. */
export interface RetriedDelivery {
  id: string;
  attempt: number;
  at: Date;
  reason: string;
  status: number | null;
  durationMs: number;
  nextAt: Date;
  /** As in ClaimedDelivery.doneSubscriptions. */
  doneSubscriptions: string[];
}

const RETRY = `
WITH f AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(
    id bigint, attempt int, at timestamptz, reason text, status int, "durationMs" int, "nextAt" timestamptz,
    "doneSubscriptions" jsonb)
), waiting AS (
  UPDATE pipeline.delivery d
     SET run_at = f."nextAt", lease_until = NULL, last_reason = f.reason,
         done_subscriptions = ARRAY(SELECT jsonb_array_elements_text(f."doneSubscriptions"))
    FROM f WHERE d.id = f.id AND d.attempt = f.attempt
  RETURNING d.id, d.attempt, d.destination_id, d.event_id, f.at, f.reason, f.status, f."durationMs", f."nextAt"
), tries AS (
  INSERT INTO pipeline.attempt (at, destination_id, event_id, attempt, outcome, reason, status, duration_ms, next_at)
  SELECT at, destination_id, event_id, attempt, 'pending_retry', reason, status, "durationMs", "nextAt" FROM waiting
)
SELECT id || ':' || attempt AS claim FROM waiting`;

/** Puts deliveries back for a later try, with an attempt row each. Returns the claims (`claimOf`) that were still ours. */
export async function retryDeliveries(sql: Sql, rows: RetriedDelivery[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const found = await sql.query<{ claim: string }>(RETRY, [JSON.stringify(rows)]);
  return found.rows.map(({ claim }) => claim);
}

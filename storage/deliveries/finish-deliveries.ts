import { prepared, type Sql } from '../client';

/** The end of a delivery. */
export interface FinishedDelivery {
  id: string;
  attempt: number;
  at: Date;
  outcome: 'successful_delivery' | 'failed_delivery';
  reason: string | null;
  detail: string | null;
  status: number | null;
  durationMs: number;
  /** False when the delivery ended without being tried this time (destination gone, window over). */
  tried: boolean;
  /** Mappings that were delivered of what failed as a whole. */
  delivered: string[];
}

/** What is counted once a delivery has ended or waits for another try. */
export interface SettledDelivery {
  id: string;
  /** The claim that was settled. */
  attempt: number;
  workspaceId: string;
  sourceId: string;
  destinationId: string;
  eventType: string;
  latencyMs: number;
}

export const SETTLED_COLUMNS = `d.id, d.attempt, d.workspace_id AS "workspaceId", d.source_id AS "sourceId",
  d.destination_id AS "destinationId", d.event_type AS "eventType",
  least(2147483647, greatest(0, round(extract(epoch FROM (f.at - d.event_received_at)) * 1000)))::int AS "latencyMs"`;

const FINISH = `
WITH f AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(
    id bigint, attempt int, at timestamptz, outcome text, reason text, detail text, status int, "durationMs" int, tried boolean,
    delivered jsonb)
), gone AS (
  DELETE FROM pipeline.delivery d USING f WHERE d.id = f.id AND d.attempt = f.attempt
  RETURNING d.config_version, d.event_id, d.event_received_at, d.message_id, d.event_name,
            d.attempt - (NOT f.tried)::int AS attempts,
            f.at, f.outcome, f.reason, f.detail, f.status, f."durationMs", f.tried, f.delivered, ${SETTLED_COLUMNS}
), ended AS (
  INSERT INTO pipeline.outcome (at, workspace_id, source_id, destination_id, event_id, event_received_at, message_id,
                                event_type, event_name, outcome, reason, detail, config_version, attempts, latency_ms,
                                done_subscriptions)
  SELECT at, "workspaceId", "sourceId", "destinationId", event_id, event_received_at, message_id,
         "eventType", event_name, outcome, reason, detail, config_version, attempts, "latencyMs",
         CASE WHEN jsonb_array_length(delivered) > 0 THEN ARRAY(SELECT jsonb_array_elements_text(delivered)) END
    FROM gone
), tries AS (
  INSERT INTO pipeline.attempt (at, destination_id, event_id, attempt, outcome, reason, status, duration_ms)
  SELECT at, "destinationId", event_id, attempts, outcome, reason, status, "durationMs" FROM gone WHERE tried
)
SELECT id, attempt, "workspaceId", "sourceId", "destinationId", "eventType", "latencyMs" FROM gone`;

/**
 * Ends deliveries: each leaves the queue and gets its outcome and attempt row. Returns those that were still ours; one
 * whose lease was lost to another worker is left to that worker. Texts must be free of NUL and lone surrogates.
 */
export async function finishDeliveries(sql: Sql, rows: FinishedDelivery[]): Promise<SettledDelivery[]> {
  if (rows.length === 0) return [];
  const found = await sql.query<SettledDelivery>(prepared('finish', FINISH, [JSON.stringify(rows)]));
  return found.rows;
}

import { prepared, type Sql } from '../client';
import { asArrays, column, kindsOf, plainColumn } from '../column-text';

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
  /** From received by the API to now. */
  latencyMs: number;
  /** False when the delivery ended without being tried this time (destination gone, window over). */
  tried: boolean;
  /** Mappings that were delivered of what failed as a whole. */
  delivered: string[];
}

/** Names a claim: a delivery and the attempt under which it was leased. */
export function claimOf({ id, attempt }: { id: string; attempt: number }): string {
  return `${id}:${attempt}`;
}

// What many rows share comes once; rows name it by its number. A first try that went well has no attempt row: its outcome
// says all of it.
const FINISH = `
WITH f AS (
  SELECT id::bigint, attempt::int, at::timestamptz, duration_ms::int, latency_ms::int, outcome, reason, detail, status::int,
         tried = '1' AS tried, string_to_array(delivered, ' ') AS delivered
    FROM unnest(${asArrays(6)}) AS new (kind, id, attempt, at, duration_ms, latency_ms)
    JOIN unnest(${asArrays(6, 7)}) WITH ORDINALITY AS shared (outcome, reason, detail, status, tried, delivered, n)
      ON shared.n = new.kind::int
), gone AS (
  DELETE FROM pipeline.delivery d USING f WHERE d.id = f.id AND d.attempt = f.attempt
  RETURNING d.id, d.attempt, d.workspace_id, d.source_id, d.destination_id, d.config_version, d.event_id,
            d.event_received_at, d.message_id, d.event_type, d.event_name, d.attempt - (NOT f.tried)::int AS attempts,
            f.at, f.outcome, f.reason, f.detail, f.status, f.duration_ms, f.latency_ms, f.tried, f.delivered
), ended AS (
  INSERT INTO pipeline.outcome (at, workspace_id, source_id, destination_id, event_id, event_received_at, message_id,
                                event_type, event_name, outcome, reason, detail, config_version, attempts, latency_ms,
                                done_subscriptions)
  SELECT at, workspace_id, source_id, destination_id, event_id, event_received_at, message_id,
         event_type, event_name, outcome, reason, detail, config_version, attempts, latency_ms, delivered
    FROM gone
), tries AS (
  INSERT INTO pipeline.attempt (at, destination_id, event_id, attempt, outcome, reason, status, duration_ms)
  SELECT at, destination_id, event_id, attempts, outcome, reason, status, duration_ms
    FROM gone WHERE tried AND (attempts > 1 OR outcome <> 'successful_delivery')
)
SELECT string_agg(id || ':' || attempt, ' ') AS claims FROM gone`;

function sharedPart({ outcome, reason, detail, status, tried, delivered }: FinishedDelivery): string {
  return `${outcome}\n${reason}\n${status}\n${tried}\n${delivered.join(' ')}\n${detail}`;
}

/**
 * Ends deliveries: each leaves the queue and gets its outcome, and an attempt row unless its first try went well. Returns
 * the claims (`claimOf`) of those that were still ours; one whose lease was lost to another worker is left to that worker.
 */
export async function finishDeliveries(sql: Sql, rows: FinishedDelivery[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const { kinds, kindOf } = kindsOf(rows, sharedPart);
  const found = await sql.query<{ claims: string | null }>(
    prepared('finish', FINISH, [
      plainColumn(kindOf, (kind) => kind),
      plainColumn(rows, (row) => row.id),
      plainColumn(rows, (row) => row.attempt),
      plainColumn(rows, (row) => row.at.toISOString()),
      plainColumn(rows, (row) => row.durationMs),
      plainColumn(rows, (row) => row.latencyMs),
      plainColumn(kinds, (kind) => kind.outcome),
      column(kinds, (kind) => kind.reason),
      column(kinds, (kind) => kind.detail),
      plainColumn(kinds, (kind) => kind.status),
      plainColumn(kinds, (kind) => (kind.tried ? 1 : 0)),
      column(kinds, (kind) => kind.delivered.join(' ')),
    ]),
  );
  return found.rows[0]?.claims?.split(' ') ?? [];
}

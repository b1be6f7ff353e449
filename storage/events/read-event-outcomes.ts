import type { Outcome } from '@/spec/outcome';
import type { Sql } from '../client';
import { eventDay } from './event-id';

/** Where one event stands at one destination. */
export interface EventOutcomeRow {
  /** '' : the event as a whole ("no destination wanted it"). */
  destinationId: string;
  /** `pending_retry` also covers deliveries that have not been tried yet (attempts 0). */
  outcome: Outcome;
  reason: string | null;
  detail: string | null;
  attempts: number;
  /** Received by the API to delivered, in milliseconds. */
  latencyMs: number | null;
  /** When it ended; for a delivery on its way, when it was queued. */
  at: Date;
  /** When the next attempt is due; null once it has ended. */
  nextAt: Date | null;
  /** The destination fails too often and is held back: only its next single try decides. */
  held: boolean;
}

const DAY_MS = 86_400_000;

/** Everything that is known of an event after the log: ends first written first, then deliveries still on their way. */
export async function readEventOutcomes(sql: Sql, workspaceId: string, eventId: string): Promise<EventOutcomeRow[]> {
  // Nothing ends before it was stored; a day more, because the clocks of workers and database may differ.
  const stored = eventDay(eventId);
  const { rows } = await sql.query<EventOutcomeRow>(
    `SELECT destination_id AS "destinationId", outcome, reason, detail, attempts, latency_ms AS "latencyMs", at,
            NULL::timestamptz AS "nextAt", false AS held
       FROM pipeline.outcome
      WHERE event_id = $2::bigint AND workspace_id = $1 AND at >= $3
      UNION ALL
     SELECT d.destination_id, 'pending_retry', last_reason, NULL, attempt, NULL, created_at,
            CASE WHEN b.state <> 'closed' THEN greatest(run_at, b.next_probe_at) ELSE run_at END,
            coalesce(b.state <> 'closed', false)
       FROM pipeline.delivery d LEFT JOIN pipeline.breaker b ON b.destination_id = d.destination_id
      WHERE event_id = $2::bigint AND d.workspace_id = $1
      ORDER BY 7, 1`,
    [workspaceId, eventId, new Date(stored === null ? 0 : stored.getTime() - DAY_MS)],
  );
  return rows;
}

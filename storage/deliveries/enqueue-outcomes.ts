import type { FinalOutcome } from '../../spec/outcome';
import type { Sql } from '../client';

/** The end of an event, at a destination or (destinationId '') at all, that fan-out decided without an attempt. */
export interface DecidedOutcome {
  at: Date;
  workspaceId: string;
  sourceId: string;
  destinationId: string;
  /** Of the event in the log, a bigint as text. */
  eventId: string;
  eventReceivedAt: Date;
  messageId: string;
  eventType: string;
  eventName: string | null;
  outcome: FinalOutcome;
  reason: string | null;
  detail: string | null;
  configVersion: number | null;
}

/** Records the ends of events that go no further. */
export async function recordDecidedOutcomes(sql: Sql, rows: DecidedOutcome[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO pipeline.outcome
       (at, workspace_id, source_id, destination_id, event_id, event_received_at, message_id, event_type, event_name,
        outcome, reason, detail, config_version)
     SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[],
                          $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::int[])`,
    [
      rows.map((row) => row.at),
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.sourceId),
      rows.map((row) => row.destinationId),
      rows.map((row) => row.eventId),
      rows.map((row) => row.eventReceivedAt),
      rows.map((row) => row.messageId),
      rows.map((row) => row.eventType),
      rows.map((row) => row.eventName),
      rows.map((row) => row.outcome),
      rows.map((row) => row.reason),
      rows.map((row) => row.detail),
      rows.map((row) => row.configVersion),
    ],
  );
}

import type { FinalOutcome } from '../../spec/outcome';
import type { Sql } from '../client';
import { asArrays, column, plainColumn } from '../column-text';

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

const INSERT = `
  INSERT INTO pipeline.outcome
    (at, workspace_id, source_id, destination_id, event_id, event_received_at, message_id, event_type, event_name,
     outcome, reason, detail, config_version)
  SELECT at::timestamptz, workspace_id, source_id, coalesce(destination_id, ''), event_id::bigint,
         event_received_at::timestamptz, message_id, event_type, event_name, outcome, reason, detail, config_version::int
    FROM unnest(${asArrays(13)})
      AS new (at, workspace_id, source_id, destination_id, event_id, event_received_at, message_id, event_type,
              event_name, outcome, reason, detail, config_version)`;

/** Records the ends of events that go no further. */
export async function recordDecidedOutcomes(sql: Sql, rows: DecidedOutcome[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(INSERT, [
    plainColumn(rows, (row) => row.at.toISOString()),
    plainColumn(rows, (row) => row.workspaceId),
    plainColumn(rows, (row) => row.sourceId),
    column(rows, (row) => row.destinationId),
    plainColumn(rows, (row) => row.eventId),
    plainColumn(rows, (row) => row.eventReceivedAt.toISOString()),
    column(rows, (row) => row.messageId),
    plainColumn(rows, (row) => row.eventType),
    column(rows, (row) => row.eventName),
    plainColumn(rows, (row) => row.outcome),
    plainColumn(rows, (row) => row.reason),
    column(rows, (row) => row.detail),
    plainColumn(rows, (row) => row.configVersion),
  ]);
}

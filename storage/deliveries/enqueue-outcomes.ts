import type { FinalOutcome } from '../../spec/outcome';
import type { Sql } from '../client';
import { asArrays, column, kindsOf, plainColumn } from '../column-text';

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

// What many rows share ("no destination" of one source, say) comes once; rows name it by its number.
const INSERT = {
  name: 'record-decided-outcomes',
  text: `
  INSERT INTO pipeline.outcome
    (at, workspace_id, source_id, destination_id, event_id, event_received_at, message_id, event_type, event_name,
     outcome, reason, detail, config_version)
  SELECT at::timestamptz, workspace_id, source_id, coalesce(destination_id, ''), event_id::bigint,
         event_received_at::timestamptz, message_id, event_type, event_name, outcome, reason, detail, config_version::int
    FROM unnest(${asArrays(5)}) AS new (kind, event_id, event_received_at, message_id, event_name)
    JOIN unnest(${asArrays(9, 6)}) WITH ORDINALITY
         AS shared (at, workspace_id, source_id, destination_id, event_type, outcome, reason, detail, config_version, n)
      ON shared.n = new.kind::int`,
};

function sharedPart(row: DecidedOutcome): string {
  const { at, sourceId, destinationId, eventType, outcome, reason, detail, configVersion } = row;
  return `${at.getTime()}\n${sourceId}\n${destinationId}\n${eventType}\n${outcome}\n${reason}\n${configVersion}\n${detail}`;
}

/** Records the ends of events that go no further. */
export async function recordDecidedOutcomes(sql: Sql, rows: DecidedOutcome[]): Promise<void> {
  if (rows.length === 0) return;
  const { kinds, kindOf } = kindsOf(rows, sharedPart);
  await sql.query({
    ...INSERT,
    values: [
      plainColumn(kindOf, (kind) => kind),
      plainColumn(rows, (row) => row.eventId),
      plainColumn(rows, (row) => row.eventReceivedAt.toISOString()),
      column(rows, (row) => row.messageId),
      column(rows, (row) => row.eventName),
      plainColumn(kinds, (kind) => kind.at.toISOString()),
      plainColumn(kinds, (kind) => kind.workspaceId),
      plainColumn(kinds, (kind) => kind.sourceId),
      column(kinds, (kind) => kind.destinationId),
      plainColumn(kinds, (kind) => kind.eventType),
      plainColumn(kinds, (kind) => kind.outcome),
      plainColumn(kinds, (kind) => kind.reason),
      column(kinds, (kind) => kind.detail),
      plainColumn(kinds, (kind) => kind.configVersion),
    ],
  });
}

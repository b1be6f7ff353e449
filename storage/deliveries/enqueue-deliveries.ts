import type { Sql } from '../client';
import { asArrays, column, plainColumn } from '../column-text';

/** A delivery to put into the queue, ready at once. */
export interface NewDelivery {
  workspaceId: string;
  sourceId: string;
  destinationId: string;
  configVersion: number;
  /** Of the event in the log, a bigint as text. */
  eventId: string;
  eventReceivedAt: Date;
  messageId: string;
  eventType: string;
  eventName: string | null;
  /** JSON of the event as filters changed it; null: as in the log. */
  payload: string | null;
  subscriptionIds: string[];
}

const INSERT = `
  INSERT INTO pipeline.delivery
    (workspace_id, source_id, destination_id, config_version, event_id, event_received_at, message_id,
     event_type, event_name, payload, subscription_ids)
  SELECT workspace_id, source_id, destination_id, config_version::int, event_id::bigint, event_received_at::timestamptz,
         message_id, event_type, event_name, payload, string_to_array(subscription_ids, ' ')
    FROM unnest(${asArrays(11)})
      AS new (workspace_id, source_id, destination_id, config_version, event_id, event_received_at, message_id,
              event_type, event_name, payload, subscription_ids)
  ON CONFLICT (event_id, destination_id) DO NOTHING`;

/** Puts deliveries into the queue. One that is there already, for the same event and destination, stays as it is. */
export async function enqueueDeliveries(sql: Sql, rows: NewDelivery[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(INSERT, [
    plainColumn(rows, (row) => row.workspaceId),
    plainColumn(rows, (row) => row.sourceId),
    plainColumn(rows, (row) => row.destinationId),
    plainColumn(rows, (row) => row.configVersion),
    plainColumn(rows, (row) => row.eventId),
    plainColumn(rows, (row) => row.eventReceivedAt.toISOString()),
    column(rows, (row) => row.messageId),
    plainColumn(rows, (row) => row.eventType),
    column(rows, (row) => row.eventName),
    plainColumn(rows, (row) => row.payload),
    plainColumn(rows, (row) => row.subscriptionIds.join(' ')),
  ]);
}

/** Tells the workers that deliveries wait; they hear it when the transaction commits. */
export async function announceDeliveries(sql: Sql): Promise<void> {
  await sql.query('NOTIFY switchyard_delivery');
}

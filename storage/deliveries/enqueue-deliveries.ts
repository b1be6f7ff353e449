import type { Sql } from '../client';

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

/** Puts deliveries into the queue. One that is there already, for the same event and destination, stays as it is. */
export async function enqueueDeliveries(sql: Sql, rows: NewDelivery[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO pipeline.delivery
       (workspace_id, source_id, destination_id, config_version, event_id, event_received_at, message_id,
        event_type, event_name, payload, subscription_ids)
     SELECT workspace_id, source_id, destination_id, config_version, event_id, event_received_at, message_id,
            event_type, event_name, payload, string_to_array(subscription_ids, ' ')
       FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::bigint[], $6::timestamptz[], $7::text[],
                   $8::text[], $9::text[], $10::text[], $11::text[])
         AS new (workspace_id, source_id, destination_id, config_version, event_id, event_received_at, message_id,
                 event_type, event_name, payload, subscription_ids)
     ON CONFLICT (event_id, destination_id) DO NOTHING`,
    [
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.sourceId),
      rows.map((row) => row.destinationId),
      rows.map((row) => row.configVersion),
      rows.map((row) => row.eventId),
      rows.map((row) => row.eventReceivedAt),
      rows.map((row) => row.messageId),
      rows.map((row) => row.eventType),
      rows.map((row) => row.eventName),
      rows.map((row) => row.payload),
      rows.map((row) => row.subscriptionIds.join(' ')),
    ],
  );
}

/** Tells the workers that deliveries wait; they hear it when the transaction commits. */
export async function announceDeliveries(sql: Sql): Promise<void> {
  await sql.query('NOTIFY switchyard_delivery');
}

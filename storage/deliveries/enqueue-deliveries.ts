import type { Sql } from '../client';
import { asArrays, column, kindsOf, plainColumn } from '../column-text';

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

// What many rows share comes once; rows name it by its number.
const INSERT = {
  name: 'enqueue-deliveries',
  text: `
  INSERT INTO pipeline.delivery
    (workspace_id, source_id, destination_id, config_version, event_id, event_received_at, message_id,
     event_type, event_name, payload, subscription_ids)
  SELECT workspace_id, source_id, destination_id, config_version::int, event_id::bigint, event_received_at::timestamptz,
         message_id, event_type, event_name, payload, string_to_array(subscription_ids, ' ')
    FROM unnest(${asArrays(6)}) AS new (kind, event_id, event_received_at, message_id, event_name, payload)
    JOIN unnest(${asArrays(6, 7)}) WITH ORDINALITY
         AS shared (workspace_id, source_id, destination_id, config_version, event_type, subscription_ids, n)
      ON shared.n = new.kind::int
   ORDER BY event_id
  ON CONFLICT (event_id, destination_id) DO NOTHING`,
};

function sharedPart({ sourceId, destinationId, configVersion, eventType, subscriptionIds }: NewDelivery): string {
  return `${sourceId}\n${destinationId}\n${configVersion}\n${eventType}\n${subscriptionIds.join(' ')}`;
}

/** Puts deliveries into the queue. One that is there already, for the same event and destination, stays as it is. */
export async function enqueueDeliveries(sql: Sql, rows: NewDelivery[]): Promise<void> {
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
      plainColumn(rows, (row) => row.payload),
      plainColumn(kinds, (kind) => kind.workspaceId),
      plainColumn(kinds, (kind) => kind.sourceId),
      plainColumn(kinds, (kind) => kind.destinationId),
      plainColumn(kinds, (kind) => kind.configVersion),
      plainColumn(kinds, (kind) => kind.eventType),
      plainColumn(kinds, (kind) => kind.subscriptionIds.join(' ')),
    ],
  });
}

/** Tells the workers that deliveries wait; they hear it when the transaction commits. */
export async function announceDeliveries(sql: Sql): Promise<void> {
  await sql.query('NOTIFY switchyard_delivery');
}

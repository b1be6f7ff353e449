import type { Sql } from '../../client';
import type { NewDelivery } from '../enqueue-deliveries';

/** A delivery that is sent again: attempts go on counting, its schedule begins anew. */
export interface ResentDelivery extends NewDelivery {
  attempts: number;
  /** Mappings that were delivered then; they are not sent again. */
  doneSubscriptions: string[];
}

// The lists of ids come as text, separated by spaces.
const INSERT = `
INSERT INTO pipeline.delivery
  (workspace_id, source_id, destination_id, config_version, event_id, event_received_at, message_id, event_type, event_name,
   payload, subscription_ids, done_subscriptions, attempt, earlier_attempts)
SELECT workspace_id, source_id, destination_id, config_version, event_id, event_received_at, message_id, event_type, event_name,
       payload, string_to_array(subscription_ids, ' '), string_to_array(done_subscriptions, ' '), attempts, attempts
  FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::bigint[], $6::timestamptz[], $7::text[], $8::text[],
              $9::text[], $10::text[], $11::text[], $12::text[], $13::int[])
       AS new (workspace_id, source_id, destination_id, config_version, event_id, event_received_at, message_id, event_type,
               event_name, payload, subscription_ids, done_subscriptions, attempts)
ON CONFLICT (event_id, destination_id) DO NOTHING`;

/** Puts deliveries that failed back into the queue, ready at once, and tells the workers. */
export async function enqueueResent(sql: Sql, rows: ResentDelivery[]): Promise<void> {
  if (rows.length === 0) return;
  const column = <T>(pick: (row: ResentDelivery) => T): T[] => rows.map(pick);
  await sql.query(INSERT, [
    column((row) => row.workspaceId),
    column((row) => row.sourceId),
    column((row) => row.destinationId),
    column((row) => row.configVersion),
    column((row) => row.eventId),
    column((row) => row.eventReceivedAt),
    column((row) => row.messageId),
    column((row) => row.eventType),
    column((row) => row.eventName),
    column((row) => row.payload),
    column((row) => row.subscriptionIds.join(' ')),
    column((row) => row.doneSubscriptions.join(' ')),
    column((row) => row.attempts),
  ]);
  await sql.query('NOTIFY switchyard_delivery');
}

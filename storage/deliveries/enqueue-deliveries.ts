import type { Sql } from '../client';
import { asArrays, column, kindsOf, plainColumn } from '../column-text';

/** A delivery to put into the queue. */
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
  /** It enters the queue leased to this worker for so long, as if it had been claimed; else anybody may claim it. */
  leaseMs?: number;
}

/** What became of the leased ones. */
export interface LeasedDeliveries {
  createdAt: Date;
  /** The id of a delivery by event and destination; those that were in the queue already are absent. */
  idOf: (eventId: string, destinationId: string) => string | undefined;
}

// What many rows share comes once; rows name it by its number. A lease counts from when it is written: its transaction may
// have begun long before.
const INSERT = {
  name: 'enqueue-deliveries',
  text: `
  WITH made AS (
  INSERT INTO pipeline.delivery
    (workspace_id, source_id, destination_id, config_version, event_id, event_received_at, message_id,
     event_type, event_name, payload, subscription_ids, attempt, run_at, lease_until)
  SELECT workspace_id, source_id, destination_id, config_version::int, event_id::bigint, event_received_at::timestamptz,
         message_id, event_type, event_name, payload, string_to_array(subscription_ids, ' '),
         (lease_until IS NOT NULL)::int, coalesce(lease_until, now()), lease_until
    FROM unnest(${asArrays(6)}) AS new (kind, event_id, event_received_at, message_id, event_name, payload)
    JOIN unnest(${asArrays(7, 7)}) WITH ORDINALITY
         AS shared (workspace_id, source_id, destination_id, config_version, event_type, subscription_ids, lease_ms, n)
      ON shared.n = new.kind::int
   CROSS JOIN LATERAL (SELECT clock_timestamp() + lease_ms::int * interval '1 millisecond' AS lease_until) lease
   ORDER BY event_id
  ON CONFLICT (event_id, destination_id) DO NOTHING
  RETURNING id, event_id, destination_id, attempt)
  SELECT now() AS "createdAt", string_agg(event_id || ' ' || destination_id || ' ' || id, E'\n') AS leased
    FROM made WHERE attempt = 1`,
};

function sharedPart({ sourceId, destinationId, configVersion, eventType, subscriptionIds, leaseMs }: NewDelivery) {
  return `${sourceId}\n${destinationId}\n${configVersion}\n${eventType}\n${subscriptionIds.join(' ')}\n${leaseMs}`;
}

/** Puts deliveries into the queue. One that is there already, for the same event and destination, stays as it is. */
export async function enqueueDeliveries(sql: Sql, rows: NewDelivery[]): Promise<LeasedDeliveries> {
  const { kinds, kindOf } = kindsOf(rows, sharedPart);
  const found = await sql.query<{ createdAt: Date; leased: string | null }>({
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
      plainColumn(kinds, (kind) => kind.leaseMs ?? null),
    ],
  });
  const ids = new Map<string, string>();
  for (const line of found.rows[0]?.leased?.split('\n') ?? []) {
    const end = line.lastIndexOf(' ');
    ids.set(line.slice(0, end), line.slice(end + 1));
  }
  return {
    createdAt: found.rows[0]?.createdAt ?? new Date(),
    idOf: (eventId, destinationId) => ids.get(`${eventId} ${destinationId}`),
  };
}

/** Tells the workers that deliveries wait; they hear it when the transaction commits. */
export async function announceDeliveries(sql: Sql): Promise<void> {
  await sql.query('NOTIFY switchyard_delivery');
}

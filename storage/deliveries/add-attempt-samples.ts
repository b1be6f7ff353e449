import type { Sql } from '../client';

/** One exchange to show for a destination and reason; secrets already removed. */
export interface AttemptSample {
  workspaceId: string;
  destinationId: string;
  reason: string;
  at: Date;
  eventId: string;
  messageId: string;
  /** The error in words. */
  message: string;
  /** The event as it was handed to the destination, JSON text. */
  sent: string;
  request: object | null;
  response: object | null;
}

/** Samples kept per destination and reason ("Up to 10 sample payloads", segment-facts 4.8). */
export const SAMPLES_KEPT = 10;

const INSERT = `
INSERT INTO pipeline.attempt_sample
  (workspace_id, destination_id, reason, at, event_id, message_id, message, sent, request, response)
SELECT "workspaceId", "destinationId", reason, at, "eventId", "messageId", message, sent, request, response
  FROM jsonb_to_recordset($1::jsonb) AS r("workspaceId" text, "destinationId" text, reason text, at timestamptz,
       "eventId" bigint, "messageId" text, message text, sent text, request jsonb, response jsonb)`;

const TRIM = `
DELETE FROM pipeline.attempt_sample s
 USING unnest($1::text[], $2::text[]) AS k(destination_id, reason)
 WHERE s.destination_id = k.destination_id AND s.reason = k.reason
   AND s.id < (SELECT min(id) FROM (SELECT id FROM pipeline.attempt_sample n
                                     WHERE n.destination_id = k.destination_id AND n.reason = k.reason
                                     ORDER BY id DESC LIMIT $3) newest)`;

/** Adds samples and drops all but the newest ten of each destination and reason. Texts must be free of NUL. */
export async function addAttemptSamples(sql: Sql, samples: AttemptSample[]): Promise<void> {
  if (samples.length === 0) return;
  await sql.query(INSERT, [JSON.stringify(samples)]);
  const keys = new Map(samples.map((one) => [`${one.destinationId} ${one.reason}`, one]));
  const touched = [...keys.values()];
  await sql.query(TRIM, [
    touched.map(({ destinationId }) => destinationId),
    touched.map(({ reason }) => reason),
    SAMPLES_KEPT,
  ]);
}

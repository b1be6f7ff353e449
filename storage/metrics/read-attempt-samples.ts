import type { Json } from '@/spec/event';
import type { Sql } from '../client';

/** One exchange with a destination, kept as an example; secrets are redacted. */
export interface AttemptSample {
  /** Of the row, a bigint as text. */
  id: string;
  at: Date;
  /** Of the event in the log, a bigint as text. */
  eventId: string;
  messageId: string;
  /** The error in words. */
  message: string;
  /** The event as it was to be sent: JSON. */
  sent: string;
  request: Json;
  response: Json;
}

/** The newest samples of one reason at a destination. */
export async function readAttemptSamples(
  sql: Sql,
  workspaceId: string,
  destinationId: string,
  reason: string,
  limit: number,
): Promise<AttemptSample[]> {
  const { rows } = await sql.query<AttemptSample>(
    `SELECT id, at, event_id AS "eventId", message_id AS "messageId", message, sent, request, response
       FROM pipeline.attempt_sample
      WHERE workspace_id = $1 AND destination_id = $2 AND reason = $3
      ORDER BY id DESC
      LIMIT $4`,
    [workspaceId, destinationId, reason, limit],
  );
  return rows;
}

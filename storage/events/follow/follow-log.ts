import type { Sql } from '../../client';

/** A place in the log: everything up to and including (tx, id) has been read. Both numbers as text. */
export interface LogPosition {
  tx: string;
  id: string;
}

/** An event as a follower of the log sees it. */
export interface LogEvent extends LogPosition {
  receivedAt: Date;
  workspaceId: string;
  sourceId: string;
  messageId: string;
  type: string;
  name: string | null;
  userId: string | null;
  anonymousId: string | null;
  outcome: 'successfully_received' | 'failed_on_ingest';
  reason: string | null;
  /** The normalised event, JSON; null when the reader did not want it. */
  payload: string | null;
}

/**
 * The next `limit` events after `after`, in the order (tx, id). Only events whose transaction is older than every
 * transaction still open: one that commits late sorts before nothing that was read, so no event is ever skipped.
 * Events of the sources `withoutPayload` come without theirs.
 */
export async function readLog(
  sql: Sql,
  after: LogPosition,
  limit: number,
  withoutPayload: string[] = [],
): Promise<LogEvent[]> {
  const { rows } = await sql.query<LogEvent>(
    `SELECT tx::text, id::text, received_at AS "receivedAt", workspace_id AS "workspaceId", source_id AS "sourceId",
            message_id AS "messageId", type, name, user_id AS "userId", anonymous_id AS "anonymousId",
            outcome, reason, CASE WHEN source_id = ANY($4) THEN NULL ELSE payload END AS payload
       FROM pipeline.event
      WHERE (tx, id) > ($1::xid8, $2::bigint) AND tx < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY event.tx, event.id
      LIMIT $3`,
    [after.tx, after.id, limit, withoutPayload],
  );
  return rows;
}

/** Whether a follower has something to read. Takes no lock and no transaction id, so that asking often is cheap. */
export async function hasUnread(sql: Sql, consumer: string): Promise<boolean> {
  const { rows } = await sql.query<{ unread: boolean }>(
    `SELECT EXISTS (
       SELECT 1 FROM pipeline.log_cursor c
        CROSS JOIN LATERAL (
          SELECT 1 FROM pipeline.event e
           WHERE (e.tx, e.id) > (c.tx, c.id) AND e.tx < pg_snapshot_xmin(pg_current_snapshot())
           ORDER BY e.tx, e.id LIMIT 1) next
        WHERE c.consumer = $1) AS unread`,
    [consumer],
  );
  return rows[0]?.unread ?? false;
}

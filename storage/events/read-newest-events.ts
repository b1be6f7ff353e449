import type { Sql } from '../client';

/** An event as it lies in the log. */
export interface StoredEvent {
  /** A bigint as text. */
  id: string;
  /** The transaction that wrote it, an xid8 as text. */
  tx: string;
  receivedAt: Date;
  messageId: string;
  /** One of the six calls, or 'unknown'. */
  type: string;
  name: string | null;
  userId: string | null;
  anonymousId: string | null;
  outcome: 'successfully_received' | 'failed_on_ingest';
  /** Why it failed on ingest. */
  reason: string | null;
  /** Normalised JSON. */
  payload: string;
}

/** The columns of a StoredEvent. */
export const STORED_EVENT_COLUMNS = `id::text AS id, tx::text AS tx, received_at AS "receivedAt", message_id AS "messageId",
  type, name, user_id AS "userId", anonymous_id AS "anonymousId", outcome, reason, payload`;

/** Some newest events of a source, newest first, and where to go on from. */
export interface NewestEvents {
  events: StoredEvent[];
  /**
   * The oldest transaction that was still open when this was read. Every event that was not visible then has this
   * transaction or a later one, so reading again from here misses nothing, whatever the order in which writers commit.
   * Events that were visible may come again: tell them by their id.
   */
  cursor: string;
}

/**
 * The newest `limit` events of a source; with `from`, those of them written by that transaction or a later one.
 * Costs at most `limit` rows of an index, however long the log is.
 */
export async function readNewestEvents(
  sql: Sql,
  workspaceId: string,
  sourceId: string,
  options: { limit: number; from?: string },
): Promise<NewestEvents> {
  const { rows } = await sql.query<{ cursor: string; id: string | null } & Record<string, unknown>>(
    `SELECT snapshot.cursor, newest.*
       FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS cursor) snapshot
       LEFT JOIN (SELECT ${STORED_EVENT_COLUMNS}, id AS position
                    FROM pipeline.event
                   WHERE workspace_id = $1 AND source_id = $2
                   ORDER BY pipeline.event.id DESC
                   LIMIT $3) newest
              ON newest.tx::xid8 >= $4::xid8
      ORDER BY newest.position DESC`,
    [workspaceId, sourceId, options.limit, options.from ?? '0'],
  );
  const events = rows
    .filter((row) => row.id !== null)
    .map(({ cursor: _cursor, position: _position, ...event }) => event as unknown as StoredEvent);
  return { events, cursor: rows[0]?.cursor ?? '0' };
}

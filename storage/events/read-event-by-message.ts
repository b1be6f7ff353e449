import type { Sql } from '../client';
import { FIRST_DATED_ID } from './event-id';
import { storable } from '../column-text';
import { messageKey } from './message-key';
import { STORED_EVENT_COLUMNS, type StoredEvent } from './read-newest-events';

/**
 * The events of a source with this messageId, newest first: the accepted one, once per day that took it, and those that
 * failed on ingest. One probe of an index per day of the log.
 */
export async function readEventsByMessage(
  sql: Sql,
  workspaceId: string,
  sourceId: string,
  messageId: string,
  limit: number,
): Promise<StoredEvent[]> {
  const columns = `${STORED_EVENT_COLUMNS}, id AS position`;
  const { rows } = await sql.query<StoredEvent & { position: string }>(
    `SELECT ${columns} FROM pipeline.event
      WHERE message_key = $4 AND workspace_id = $1 AND source_id = $2
      UNION ALL
     SELECT ${columns} FROM pipeline.event
      WHERE reason IS NOT NULL AND message_id = $3 AND workspace_id = $1 AND source_id = $2 AND message_key IS DISTINCT FROM $4
      UNION ALL
     SELECT ${columns} FROM pipeline.event
      WHERE id < ${FIRST_DATED_ID} AND reason IS NULL AND message_id = $3 AND workspace_id = $1 AND source_id = $2
      ORDER BY position DESC
      LIMIT $5`,
    [workspaceId, sourceId, storable(messageId), messageKey(sourceId, messageId), limit],
  );
  return rows.map(({ position: _position, ...event }) => event);
}

import type { Sql } from '../client';
import { STORED_EVENT_COLUMNS, type StoredEvent } from './read-newest-events';

/** One event of a source by its id in the log; null when there is none, or its retention has ended. */
export async function readEvent(
  sql: Sql,
  workspaceId: string,
  sourceId: string,
  eventId: string,
): Promise<StoredEvent | null> {
  const { rows } = await sql.query<StoredEvent>(
    `SELECT ${STORED_EVENT_COLUMNS}
       FROM pipeline.event
      WHERE workspace_id = $1 AND source_id = $2 AND id = $3::bigint`,
    [workspaceId, sourceId, eventId],
  );
  return rows[0] ?? null;
}

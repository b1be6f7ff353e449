import type { Sql } from '../client';
import type { TrackedUserCount } from './read-tracked-users';

/** As TrackedUserCount, for the ids that one source saw. */
export interface SourceUserCount extends TrackedUserCount {
  sourceId: string;
}

/** The distinct ids of each source of a workspace in a month (`YYYY-MM-01`). A person seen in two sources is in both. */
export async function readSourceUsers(sql: Sql, workspaceId: string, month: string): Promise<SourceUserCount[]> {
  const { rows } = await sql.query<SourceUserCount>(
    `SELECT source_id AS "sourceId", kind, to_char(first_day, 'YYYY-MM-DD') AS "firstDay",
            to_char(linked_day, 'YYYY-MM-DD') AS "linkedDay", count(*)::float8 AS count
     FROM pipeline.source_user
     WHERE workspace_id = $1 AND month = $2
     GROUP BY source_id, kind, first_day, linked_day`,
    [workspaceId, month],
  );
  return rows;
}

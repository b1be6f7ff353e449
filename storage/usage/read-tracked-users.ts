import type { Sql } from '../client';

/** How many distinct ids of one kind were first seen on one day and, for anonymous ones, first linked on another. Days are `YYYY-MM-DD` (UTC). */
export interface TrackedUserCount {
  kind: 'u' | 'a';
  firstDay: string;
  linkedDay: string | null;
  count: number;
}

/** The distinct ids of a workspace in a month (`YYYY-MM-01`), grouped so that a month is at most some two thousand rows. */
export async function readTrackedUsers(sql: Sql, workspaceId: string, month: string): Promise<TrackedUserCount[]> {
  const { rows } = await sql.query<TrackedUserCount>(
    `SELECT kind, to_char(first_day, 'YYYY-MM-DD') AS "firstDay", to_char(linked_day, 'YYYY-MM-DD') AS "linkedDay",
            count(*)::float8 AS count
     FROM pipeline.tracked_user
     WHERE workspace_id = $1 AND month = $2
     GROUP BY kind, first_day, linked_day`,
    [workspaceId, month],
  );
  return rows;
}

import type { Sql } from '../client';

/** The API calls of one source on one day (`YYYY-MM-DD`, UTC). */
export interface ApiCallCount {
  sourceId: string;
  day: string;
  count: number;
}

/** The API calls of a workspace from `from` up to, not including, `to` (days, UTC), per source and day. */
export async function readApiCalls(sql: Sql, workspaceId: string, from: string, to: string): Promise<ApiCallCount[]> {
  const { rows } = await sql.query<ApiCallCount>(
    `SELECT source_id AS "sourceId", to_char(day, 'YYYY-MM-DD') AS day, count::float8 AS count
     FROM pipeline.api_call
     WHERE workspace_id = $1 AND day >= $2 AND day < $3
     ORDER BY day, source_id`,
    [workspaceId, from, to],
  );
  return rows;
}

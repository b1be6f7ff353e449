import type { Sql } from '../client';

/** API calls of one source on one day (`YYYY-MM-DD`, UTC) to add to those counted before. */
export interface ApiCallRow {
  workspaceId: string;
  sourceId: string;
  day: string;
  count: number;
}

/** Adds API calls to the daily counts. `rows` name each workspace, source and day once. */
export async function addApiCalls(sql: Sql, rows: ApiCallRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO pipeline.api_call (workspace_id, source_id, day, count)
     SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::bigint[])
     ON CONFLICT (workspace_id, day, source_id) DO UPDATE SET count = api_call.count + excluded.count`,
    [
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.sourceId),
      rows.map((row) => row.day),
      rows.map((row) => row.count),
    ],
  );
}

import type { Sql } from '../client';

/** The first day (`YYYY-MM-DD`, UTC) on which a workspace had an API call; null when it never had one. */
export async function readFirstUsageDay(sql: Sql, workspaceId: string): Promise<string | null> {
  const { rows } = await sql.query<{ day: string }>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day FROM pipeline.api_call WHERE workspace_id = $1 ORDER BY day LIMIT 1`,
    [workspaceId],
  );
  return rows[0]?.day ?? null;
}

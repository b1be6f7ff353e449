import type { Sql } from '../client';

/** What usage shows of a source. */
export interface UsageSource {
  id: string;
  name: string;
  type: string;
}

/** The sources of a workspace, by name. A source that had usage and was deleted since is not among them. */
export async function readSourceNames(sql: Sql, workspaceId: string): Promise<UsageSource[]> {
  const { rows } = await sql.query<UsageSource>(
    `SELECT id, name, type FROM source WHERE workspace_id = $1 ORDER BY lower(name), id`,
    [workspaceId],
  );
  return rows;
}

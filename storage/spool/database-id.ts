import type { Sql } from '../client';

/** The random id that the database got when it was made. A restored dump has the id of the original. */
export async function readDatabaseId(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ id: string }>('SELECT id FROM pipeline.database_id');
  const [row] = rows;
  if (!row) throw new Error('The row in pipeline.database_id is gone.');
  return row.id;
}

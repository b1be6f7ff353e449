import type { Sql } from '../../client';

/** The name under which each worker's listening connection is known to the database. */
export const DELIVERY_CONNECTION = 'switchyard-delivery';

/** How many workers deliver: each holds one connection that listens, and loses it when it dies. At least one, the asker. */
export async function countWorkers(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1',
    [DELIVERY_CONNECTION],
  );
  return Math.max(1, rows[0]?.count ?? 1);
}

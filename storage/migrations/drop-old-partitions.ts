import type { Sql } from '../client';

const TABLES = ['event', 'outcome', 'attempt'] as const;

/**
 * Drops the daily partitions that ended more than `keepDays` days before `now`: retention costs no row deletes.
 * @returns the names of the dropped partitions.
 */
export async function dropOldPartitions(sql: Sql, now: Date, keepDays: number): Promise<string[]> {
  const oldest = new Date(now.getTime() - keepDays * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const { rows } = await sql.query<{ name: string }>(
    `SELECT child.relname AS name
       FROM pg_inherits
       JOIN pg_class child ON child.oid = inhrelid
       JOIN pg_class parent ON parent.oid = inhparent
       JOIN pg_namespace space ON space.oid = parent.relnamespace
      WHERE space.nspname = 'pipeline' AND parent.relname = ANY($1)`,
    [TABLES],
  );
  const old = rows.map(({ name }) => name).filter((name) => /_\d{8}$/.test(name) && name.slice(-8) < oldest);
  for (const name of old) await sql.query(`DROP TABLE IF EXISTS pipeline.${name}`);
  return old;
}

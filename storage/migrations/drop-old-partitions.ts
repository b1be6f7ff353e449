import type { Sql } from '../client';
import { dayNumber } from '../events/event-id';

const TABLES = ['event', 'event_before', 'outcome', 'attempt'] as const;

/**
 * Drops the daily partitions that ended more than `keepDays` days before `now`: retention costs no row deletes.
 * @returns the names of the dropped partitions.
 */
export async function dropOldPartitions(sql: Sql, now: Date, keepDays: number): Promise<string[]> {
  const oldest = dayNumber(new Date(now.getTime() - keepDays * 86_400_000));
  const { rows } = await sql.query<{ name: string }>(
    `SELECT child.relname AS name
       FROM pg_inherits
       JOIN pg_class child ON child.oid = inhrelid AND child.relkind IN ('r', 'p')
       JOIN pg_class parent ON parent.oid = inhparent
      WHERE parent.relnamespace = 'pipeline'::regnamespace AND parent.relname = ANY($1)`,
    [TABLES],
  );
  const old = rows.map(({ name }) => name).filter((name) => /_\d{8}$/.test(name) && name.slice(-8) < oldest);
  for (const name of old) await sql.query(`DROP TABLE IF EXISTS pipeline.${name}`);
  // What the log was before it was partitioned by id goes with its last day.
  const before = rows.filter(({ name }) => name.startsWith('event_before_') && !old.includes(name));
  if (old.some((name) => name.startsWith('event_before_')) && before.length === 0) {
    await sql.query('DROP TABLE IF EXISTS pipeline.event_before');
    old.push('event_before');
  }
  return old;
}

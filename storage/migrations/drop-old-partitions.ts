import type { Sql } from '../client';
import { dayNumber } from '../events/event-id';

const TABLES = ['event', 'event_before', 'outcome', 'attempt'] as const;

/** A delivery lasts at most three days from its creation, and a late fan-out may create it a day after its event. */
const LONGEST_DELIVERY_DAYS = 4;

/** Whether a delivery on its way has its event in this partition of the log. */
async function isNeeded(sql: Sql, name: string): Promise<boolean> {
  const day = name.slice(-8);
  const { rows } = await sql.query<{ needed: boolean }>(
    'SELECT EXISTS (SELECT FROM pipeline.delivery WHERE event_id >= $1::bigint AND event_id < $2::bigint) AS needed',
    [`${day}00000000000`, `${Number(day) + 1}00000000000`],
  );
  return rows[0]?.needed ?? false;
}

/**
 * Drops the daily partitions that ended more than `keepDays` days before `now`: retention costs no row deletes. A day of the
 * log with events that are still on their way stays up to four days longer, so that a window of 72 hours is always whole.
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
  const last = dayNumber(new Date(now.getTime() - (keepDays + LONGEST_DELIVERY_DAYS) * 86_400_000));
  for (const name of [...old]) {
    const mayWait = /^event_\d{8}$/.test(name) && name.slice(-8) >= last;
    if (mayWait && (await isNeeded(sql, name))) old.splice(old.indexOf(name), 1);
  }
  for (const name of old) await sql.query(`DROP TABLE IF EXISTS pipeline.${name}`);
  // What the log was before it was partitioned by id goes with its last day.
  const before = rows.filter(({ name }) => name.startsWith('event_before_') && !old.includes(name));
  if (old.some((name) => name.startsWith('event_before_')) && before.length === 0) {
    await sql.query('DROP TABLE IF EXISTS pipeline.event_before');
    old.push('event_before');
  }
  return old;
}

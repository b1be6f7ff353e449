import type { Sql } from '../client';
import { dayNumber, firstEventId } from '../events/event-id';

const TABLES = ['event', 'outcome', 'attempt'] as const;
const DAY_MS = 86_400_000;

/**
 * Rows are only added and the table is dropped as a whole, so there is nothing to vacuum; some statistics are enough.
 * (Freezing, should a partition live through a billion transactions, PostgreSQL does all the same.)
 */
const APPENDED = `WITH (autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_threshold = 50000,
                        autovacuum_analyze_scale_factor = 1)`;

/** Two processes that make the same partition take turns. */
const LOCK = 'SELECT pg_advisory_xact_lock(7270737)';

/** Midnight UTC of the day of `at`, moved by `days`. */
function dayStart(at: Date, days: number): Date {
  return new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS + days * DAY_MS);
}

/** Statements that make one day's partition of a table; of the log with the index that makes a message unique. */
function createPartition(table: (typeof TABLES)[number], from: Date, to: Date): string {
  const name = `${table}_${dayNumber(from)}`;
  const create = (low: string, high: string) =>
    `CREATE TABLE IF NOT EXISTS pipeline.${name} PARTITION OF pipeline.${table} FOR VALUES FROM (${low}) TO (${high}) ${APPENDED}`;
  if (table !== 'event') return create(`'${from.toISOString()}'`, `'${to.toISOString()}'`);
  return `${create(firstEventId(from), firstEventId(to))};
    CREATE UNIQUE INDEX IF NOT EXISTS ${name}_key ON pipeline.${name} (message_key)`;
}

/**
 * Creates the daily partitions of the hot tables from `back` days ago to `ahead` days from now (UTC), where missing.
 * Called at start and every ten minutes by the worker; safe to run in several processes at once.
 */
export async function ensurePartitions(sql: Sql, now: Date, { back = 1, ahead = 7 } = {}): Promise<void> {
  const { rows } = await sql.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'pipeline'::regnamespace AND relispartition AND relname ~ '^[a-z]+_\\d{8}$'`,
  );
  const present = new Set(rows.map(({ name }) => name));
  for (const table of TABLES) {
    for (let offset = -back; offset <= ahead; offset += 1) {
      const from = dayStart(now, offset);
      if (present.has(`${table}_${dayNumber(from)}`)) continue;
      // One message of several statements is one transaction.
      await sql.query(`${LOCK}; ${createPartition(table, from, dayStart(now, offset + 1))}`);
    }
  }
}

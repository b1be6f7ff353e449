import type { Sql } from '../client';

const TABLES = ['event', 'outcome', 'attempt'] as const;
const DAY_MS = 86_400_000;

/** Midnight UTC of the day of `at`, moved by `days`. */
function dayStart(at: Date, days: number): Date {
  return new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS + days * DAY_MS);
}

/**
 * Creates the daily partitions of the hot tables from `back` days ago to `ahead` days from now (UTC), where missing.
 * Called at start and every hour by the worker; safe to run in several processes at once.
 */
export async function ensurePartitions(sql: Sql, now: Date, { back = 1, ahead = 7 } = {}): Promise<void> {
  for (const table of TABLES) {
    for (let offset = -back; offset <= ahead; offset += 1) {
      const from = dayStart(now, offset).toISOString();
      const to = dayStart(now, offset + 1).toISOString();
      const name = `${table}_${from.slice(0, 10).replaceAll('-', '')}`;
      const { rows } = await sql.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [
        `pipeline.${name}`,
      ]);
      if (rows[0]?.found) continue;
      await sql.query(
        `CREATE TABLE IF NOT EXISTS pipeline.${name} PARTITION OF pipeline.${table} FOR VALUES FROM ('${from}') TO ('${to}')`,
      );
    }
  }
}

import type { Sql } from '../client';

/** Longer than anybody keeps a backup of a data folder that still has events in its spool. */
const KEPT_DAYS = 90;

/** Forgets how far spools were drained whose last event entered the log 90 days before `now`. */
export async function pruneSpoolPositions(sql: Sql, now: Date): Promise<void> {
  await sql.query('DELETE FROM pipeline.spool_position WHERE moved_at < $1', [
    new Date(now.getTime() - KEPT_DAYS * 86_400_000),
  ]);
}

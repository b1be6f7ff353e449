import type { Sql } from '../client';

/** How long the keys that an upgrade carried over are asked: today's and yesterday's partitions do the rest. */
export const CARRIED_OVER_HOURS = 48;

/**
 * Empties the table of dedup keys that an upgrade carried over, once the youngest is older than two days. The log's own keys
 * need no pruning: they go with their partition.
 * @returns whether it was emptied.
 */
export async function pruneCarriedKeys(sql: Sql, now: Date): Promise<boolean> {
  const { rows } = await sql.query<{ over: boolean | null }>(
    'SELECT max(received_at) < $1 AS over FROM pipeline.dedup_before',
    [new Date(now.getTime() - CARRIED_OVER_HOURS * 3_600_000)],
  );
  if (rows[0]?.over !== true) return false;
  await sql.query('TRUNCATE pipeline.dedup_before');
  return true;
}

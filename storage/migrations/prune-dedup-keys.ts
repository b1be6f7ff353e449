import type { Sql } from '../client';

/** How long a messageId is remembered: Segment keeps "at least 24 hours" of ids; twice that leaves room for late retries. */
export const DEDUP_WINDOW_HOURS = 48;

/** Forgets up to `limit` message ids older than the dedup window. @returns how many were forgotten. */
export async function pruneDedupKeys(sql: Sql, now: Date, limit = 20_000): Promise<number> {
  const before = new Date(now.getTime() - DEDUP_WINDOW_HOURS * 3_600_000);
  const { rowCount } = await sql.query(
    `DELETE FROM pipeline.dedup_key WHERE (source_id, message_id) IN (
       SELECT source_id, message_id FROM pipeline.dedup_key WHERE received_at < $1 LIMIT $2)`,
    [before, limit],
  );
  return rowCount ?? 0;
}

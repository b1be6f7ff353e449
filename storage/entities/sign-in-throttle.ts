import type { Sql } from '../client';

/**
 * Takes one try of `key` if fewer than `limit` were taken in the window before `now`: atomic, so that parallel tries
 * cannot exceed the limit. A full window is open at first; a used-up one gives one try back every `windowMs / limit`.
 * @returns whether the try was granted.
 */
export async function takeTry(
  sql: Sql,
  key: string,
  rule: { limit: number; windowMs: number; now: Date },
): Promise<boolean> {
  const step = `${rule.windowMs / rule.limit} milliseconds`;
  const { rows } = await sql.query(
    `INSERT INTO sign_in_throttle AS t (key, free_at)
     VALUES ($1, $2::timestamptz + $3::interval)
     ON CONFLICT (key) DO UPDATE SET free_at = greatest(t.free_at, $2) + $3::interval
       WHERE greatest(t.free_at, $2) + $3::interval <= $2 + $4::interval
     RETURNING key`,
    [key, rule.now, step, `${rule.windowMs} milliseconds`],
  );
  return rows.length > 0;
}

/** Gives a key all its tries back. */
export async function forgetTries(sql: Sql, key: string): Promise<void> {
  await sql.query('DELETE FROM sign_in_throttle WHERE key = $1', [key]);
}

/** Deletes at most 100 rows that no longer limit anything; rows being used at this moment are skipped. */
export async function pruneTries(sql: Sql, now: Date): Promise<void> {
  await sql.query(
    `DELETE FROM sign_in_throttle WHERE key IN (
       SELECT key FROM sign_in_throttle WHERE free_at < $1 ORDER BY key LIMIT 100 FOR UPDATE SKIP LOCKED)`,
    [now],
  );
}

import type { Sql } from '../../client';
import type { LogPosition } from './follow-log';

/** Makes a follower known; it begins at the start of the log. */
export async function createLogCursor(sql: Sql, consumer: string): Promise<void> {
  await sql.query('INSERT INTO pipeline.log_cursor (consumer) VALUES ($1) ON CONFLICT DO NOTHING', [consumer]);
}

/**
 * The place a follower has reached, locked until the end of the transaction; null when another process holds it. A
 * process that dies lets go of it with its connection.
 */
export async function lockLogCursor(sql: Sql, consumer: string): Promise<LogPosition | null> {
  const { rows } = await sql.query<LogPosition>(
    'SELECT tx::text, id::text FROM pipeline.log_cursor WHERE consumer = $1 FOR UPDATE SKIP LOCKED',
    [consumer],
  );
  return rows[0] ?? null;
}

/** Moves a follower, in the transaction that did the work. */
export async function moveLogCursor(sql: Sql, consumer: string, to: LogPosition, now: Date): Promise<void> {
  await sql.query('UPDATE pipeline.log_cursor SET tx = $2::xid8, id = $3, moved_at = $4 WHERE consumer = $1', [
    consumer,
    to.tx,
    to.id,
    now,
  ]);
}

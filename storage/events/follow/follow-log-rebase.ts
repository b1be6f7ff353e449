import type pg from 'pg';

/** Sorts before the transaction of every event that is yet to be read. */
const READ_TX = '3';
const LAST_ID = '9223372036854775807';

/**
 * Mends the log after it was restored into another PostgreSQL cluster (pg_dump and restore), whose transaction ids begin
 * anew: events and cursor then carry ids that this cluster has not reached, and new events would sort before the cursor
 * and never be read. What the follower has read is moved before everything, the rest after it.
 * Call it in a transaction that holds the cursor's lock.
 * @returns whether the log had been restored.
 */
export async function rebaseRestoredLog(sql: pg.PoolClient, consumer: string): Promise<boolean> {
  const { rows } = await sql.query<{ restored: boolean }>(
    `SELECT greatest(c.tx, coalesce((SELECT e.tx FROM pipeline.event e ORDER BY e.tx DESC LIMIT 1), '0'))
              >= pg_snapshot_xmax(pg_current_snapshot()) AS restored
       FROM pipeline.log_cursor c WHERE c.consumer = $1`,
    [consumer],
  );
  if (!rows[0]?.restored) return false;
  await sql.query('SET LOCAL statement_timeout = 0'); // the whole log is rewritten
  // An event that arrived after the cursor moved last was not read, wherever its transaction id sorts.
  await sql.query(
    `UPDATE pipeline.event e
        SET tx = CASE WHEN (e.tx, e.id) <= (c.tx, c.id) AND e.received_at <= c.moved_at
                      THEN $2::xid8 ELSE pg_current_xact_id() END
       FROM pipeline.log_cursor c
      WHERE c.consumer = $1`,
    [consumer, READ_TX],
  );
  await sql.query('UPDATE pipeline.log_cursor SET tx = $2::xid8, id = $3 WHERE consumer = $1', [
    consumer,
    READ_TX,
    LAST_ID,
  ]);
  return true;
}

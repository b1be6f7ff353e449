import type { Sql } from '../../client';

/** Why the newest events cannot be read yet: a transaction, of any database of this server, that is still open. */
export interface LogStall {
  /** When the oldest event that waits was received. */
  since: Date;
  /** Who holds it up, in words; null when the server does not say. */
  holder: string | null;
}

/**
 * Whether events received before `before` wait behind an open transaction: readers of the log pass nothing that could
 * still commit, so one forgotten transaction holds up every event. Null when nothing waits.
 */
export async function findLogStall(sql: Sql, consumer: string, before: Date): Promise<LogStall | null> {
  const { rows } = await sql.query<LogStall>(
    `SELECT next.received_at AS since,
            (SELECT format('process %s (%s, database %s), open since %s', pid, coalesce(nullif(application_name, ''), 'unnamed'),
                           datname, to_char(xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'))
               FROM pg_stat_activity
              WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
              ORDER BY age(backend_xid) DESC LIMIT 1) AS holder
       FROM pipeline.log_cursor c
      CROSS JOIN LATERAL (
        SELECT e.tx, e.received_at FROM pipeline.event e
         WHERE (e.tx, e.id) > (c.tx, c.id)
         ORDER BY e.tx, e.id LIMIT 1) next
      WHERE c.consumer = $1 AND next.received_at < $2 AND next.tx >= pg_snapshot_xmin(pg_current_snapshot())`,
    [consumer, before],
  );
  return rows[0] ?? null;
}

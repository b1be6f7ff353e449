import type { Sql } from '../client';

/** How many events of a source were not accepted for one reason. */
interface RefusalRow {
  reason: string;
  count: number;
  lastAt: Date;
}

/** What a source sent since the hour `from` that was not accepted, by reason, the most frequent first. */
export async function readRefusals(sql: Sql, workspaceId: string, sourceId: string, from: Date): Promise<RefusalRow[]> {
  const { rows } = await sql.query<RefusalRow & { count: string }>(
    `SELECT reason, sum(count) AS count, max(last_at) AS "lastAt"
       FROM pipeline.outcome_count
      WHERE destination_id = '' AND source_id = $2 AND grain = 'h' AND bucket >= $3
        AND outcome = 'failed_on_ingest' AND workspace_id = $1
      GROUP BY reason
      ORDER BY sum(count) DESC, reason`,
    [workspaceId, sourceId, from],
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

import type { Outcome } from '@/spec/outcome';
import type { Sql } from '../client';
import type { Grain } from './grains';

/** How many events met one outcome within one bucket. */
export interface OutcomeBucket {
  bucket: Date;
  outcome: Outcome | 'duplicate';
  /** '' when there is none. */
  reason: string;
  onRetry: boolean;
  count: number;
  lastAt: Date;
}

/** The rollups of a destination from the bucket that starts at `from` to before `to`, all event types together. */
export async function readOutcomeBuckets(
  sql: Sql,
  workspaceId: string,
  destination: { id: string; sourceId: string },
  grain: Grain,
  from: Date,
  to: Date,
): Promise<OutcomeBucket[]> {
  const { rows } = await sql.query<OutcomeBucket & { count: string }>(
    `SELECT bucket, outcome, reason, on_retry AS "onRetry", sum(count) AS count, max(last_at) AS "lastAt"
       FROM pipeline.outcome_count
      WHERE destination_id = $1 AND source_id = $2 AND grain = $3 AND bucket >= $4 AND bucket < $5 AND workspace_id = $6
      GROUP BY bucket, outcome, reason, on_retry
      ORDER BY bucket`,
    [destination.id, destination.sourceId, grain, from, to, workspaceId],
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

import type { Sql } from '../client';

/** What is still on its way to a destination. */
export interface PendingDeliveries {
  /** Not tried yet, or being tried for the first time. */
  waiting: number;
  /** Tried at least once, to be tried again. */
  retrying: number;
  /** Whether there is more than was counted. */
  more: boolean;
  nextRetryAt: Date | null;
  oldestAt: Date | null;
}

/** Above this the queue of one destination is not counted further: "100,000+" is answer enough. */
const COUNT_AT_MOST = 100_000;

/** Counts the queue of one destination, up to 100,000 deliveries. */
export async function readPendingDeliveries(
  sql: Sql,
  workspaceId: string,
  destinationId: string,
): Promise<PendingDeliveries> {
  const { rows } = await sql.query<{
    total: number;
    waiting: number;
    retrying: number;
    nextRetryAt: Date | null;
    oldestAt: Date | null;
  }>(
    `SELECT count(*)::int AS total,
            (count(*) FILTER (WHERE attempt = 0))::int AS waiting,
            (count(*) FILTER (WHERE attempt > 0))::int AS retrying,
            min(run_at) FILTER (WHERE attempt > 0) AS "nextRetryAt",
            min(created_at) AS "oldestAt"
       FROM (SELECT attempt, run_at, created_at FROM pipeline.delivery
              WHERE destination_id = $1 AND workspace_id = $2 LIMIT $3) AS queued`,
    [destinationId, workspaceId, COUNT_AT_MOST + 1],
  );
  const row = rows[0];
  return {
    waiting: row?.waiting ?? 0,
    retrying: row?.retrying ?? 0,
    more: (row?.total ?? 0) > COUNT_AT_MOST,
    nextRetryAt: row?.nextRetryAt ?? null,
    oldestAt: row?.oldestAt ?? null,
  };
}

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
  /** How many wait for another try, by the reason of the last failure. */
  byReason: Record<string, number>;
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
    reason: string | null;
    total: number;
    waiting: number;
    retrying: number;
    nextRetryAt: Date | null;
    oldestAt: Date | null;
  }>(
    `SELECT last_reason AS reason, count(*)::int AS total,
            (count(*) FILTER (WHERE attempt = 0))::int AS waiting,
            (count(*) FILTER (WHERE attempt > 0))::int AS retrying,
            min(run_at) FILTER (WHERE attempt > 0) AS "nextRetryAt",
            min(created_at) AS "oldestAt"
       FROM (SELECT attempt, run_at, created_at, last_reason FROM pipeline.delivery
              WHERE destination_id = $1 AND workspace_id = $2 LIMIT $3) AS queued
      GROUP BY last_reason`,
    [destinationId, workspaceId, COUNT_AT_MOST + 1],
  );
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const first = (dates: (Date | null)[]) =>
    dates.reduce((least, date) => (date && (!least || date < least) ? date : least), null);
  return {
    waiting: sum((row) => row.waiting),
    retrying: sum((row) => row.retrying),
    more: sum((row) => row.total) > COUNT_AT_MOST,
    nextRetryAt: first(rows.map((row) => row.nextRetryAt)),
    oldestAt: first(rows.map((row) => row.oldestAt)),
    byReason: Object.fromEntries(rows.flatMap(({ reason, total }) => (reason === null ? [] : [[reason, total]]))),
  };
}

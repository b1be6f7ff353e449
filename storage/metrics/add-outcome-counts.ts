import type { Outcome } from '@/spec/outcome';
import type { Sql } from '../client';
import { GRAINS, bucketStart } from './grains';

/** `count` events that met `outcome` at `at`. `destinationId` '' is the source itself, `reason` '' none. */
export interface OutcomeCount {
  at: Date;
  workspaceId: string;
  sourceId: string;
  destinationId: string;
  eventType: string;
  outcome: Outcome | 'duplicate';
  reason: string;
  /** Whether it took more than one attempt. */
  onRetry: boolean;
  count: number;
}

const UPSERT = `
INSERT INTO pipeline.outcome_count
  (grain, bucket, workspace_id, source_id, destination_id, event_type, outcome, reason, on_retry, count, last_at)
SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                     $8::text[], $9::boolean[], $10::bigint[], $11::timestamptz[])
ON CONFLICT (destination_id, source_id, grain, bucket, event_type, outcome, reason, on_retry) DO UPDATE
SET count = outcome_count.count + excluded.count, last_at = greatest(outcome_count.last_at, excluded.last_at)`;

const SEPARATOR = '\u0001';

const keyOf = ({ destinationId, sourceId, eventType, outcome, reason, onRetry }: OutcomeCount) =>
  [destinationId, sourceId, eventType, outcome, reason, onRetry].join(SEPARATOR);

/** The rows, those of the same minute as one: thousands come at once, of few kinds. `at` is the latest of them. */
function byMinute(rows: OutcomeCount[]): Iterable<OutcomeCount> {
  const minutes = new Map<string, OutcomeCount>();
  for (const row of rows) {
    const key = `${Math.floor(row.at.getTime() / 60_000)}${SEPARATOR}${keyOf(row)}`;
    const found = minutes.get(key);
    if (!found) minutes.set(key, { ...row });
    else {
      found.count += row.count;
      if (row.at > found.at) found.at = row.at;
    }
  }
  return minutes.values();
}

/**
 * Adds to the rollups of minute, hour and day (UTC). Rows are aggregated here and written in one order everywhere, so
 * that concurrent writers never wait for each other in a circle: call it once per transaction, as its last statement.
 */
export async function addOutcomeCounts(sql: Sql, rows: OutcomeCount[]): Promise<void> {
  const totals = new Map<string, OutcomeCount & { grain: string; bucket: Date }>();
  for (const row of byMinute(rows)) {
    for (const grain of GRAINS) {
      const bucket = bucketStart(grain, row.at);
      const { destinationId, sourceId, eventType, outcome, reason, onRetry } = row;
      const key = [destinationId, sourceId, grain, bucket.toISOString(), eventType, outcome, reason, onRetry].join(
        SEPARATOR,
      );
      const found = totals.get(key);
      if (!found) totals.set(key, { ...row, grain, bucket });
      else {
        found.count += row.count;
        if (row.at > found.at) found.at = row.at;
      }
    }
  }
  if (totals.size === 0) return;
  const sorted = [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await sql.query(UPSERT, [
    sorted.map((row) => row.grain),
    sorted.map((row) => row.bucket),
    sorted.map((row) => row.workspaceId),
    sorted.map((row) => row.sourceId),
    sorted.map((row) => row.destinationId),
    sorted.map((row) => row.eventType),
    sorted.map((row) => row.outcome),
    sorted.map((row) => row.reason),
    sorted.map((row) => row.onRetry),
    sorted.map((row) => row.count),
    sorted.map((row) => row.at),
  ]);
}

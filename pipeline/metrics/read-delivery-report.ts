import type { Sql } from '@/storage/client';
import { bucketStart, type Grain } from '@/storage/metrics/grains';
import { readLatencyBuckets } from '@/storage/metrics/read-latency-buckets';
import { readOutcomeBuckets } from '@/storage/metrics/read-outcome-buckets';
import { composeDeliveryReport, type DeliveryReport } from './delivery-report';

/** What happened at a destination from the bucket that holds `from` to before `to`; from rollups alone. */
export async function readDeliveryReport(
  sql: Sql,
  workspaceId: string,
  destination: { id: string; sourceId: string },
  grain: Grain,
  from: Date,
  to: Date,
): Promise<DeliveryReport> {
  const start = bucketStart(grain, from);
  const [outcomes, latencies] = await Promise.all([
    readOutcomeBuckets(sql, workspaceId, destination, grain, start, to),
    readLatencyBuckets(sql, destination.id, grain, start, to),
  ]);
  return composeDeliveryReport(grain, start, to, outcomes, latencies);
}

import { GRAIN_MS, bucketStart, type Grain } from '@/storage/metrics/grains';
import type { LatencyBucket } from '@/storage/metrics/read-latency-buckets';
import type { OutcomeBucket } from '@/storage/metrics/read-outcome-buckets';
import { latencyPercentile } from './latency-percentile';

/** What happened at a destination, in counts of events. */
export interface DeliveryCounts {
  deliveredFirstTry: number;
  deliveredOnRetry: number;
  /** Given up, for good. */
  failed: number;
  /** Tries that failed and were put off; one event can account for several. */
  retries: number;
  /** Kept back by filters, the integrations object, or because no mapping wanted it. */
  filtered: number;
}

/** The counts of one bucket of time. */
export interface DeliveryPoint extends DeliveryCounts {
  at: Date;
  /** Null when nothing was delivered in it. */
  p95LatencyMs: number | null;
}

/** Everything that failed or was put off or kept back for one reason. */
export interface ReasonTotals {
  reason: string;
  failed: number;
  retries: number;
  filtered: number;
  /** Start of the first bucket of the period in which it occurred. */
  firstAt: Date;
  lastAt: Date;
}

/** A destination's rollups of one period, added up. */
export interface DeliveryReport extends DeliveryCounts {
  p95LatencyMs: number | null;
  /** One point per bucket, empty ones included. */
  points: DeliveryPoint[];
  /** Most recent first. */
  reasons: ReasonTotals[];
}

/** Most points of a series, so that a caller's period cannot exhaust us. */
const MAX_POINTS = 1000;

const noCounts = (): DeliveryCounts => ({
  deliveredFirstTry: 0,
  deliveredOnRetry: 0,
  failed: 0,
  retries: 0,
  filtered: 0,
});

function add(counts: DeliveryCounts, row: OutcomeBucket): void {
  if (row.outcome === 'successful_delivery')
    counts[row.onRetry ? 'deliveredOnRetry' : 'deliveredFirstTry'] += row.count;
  else if (row.outcome === 'failed_delivery') counts.failed += row.count;
  else if (row.outcome === 'pending_retry') counts.retries += row.count;
  else if (row.outcome === 'filtered_at_destination') counts.filtered += row.count;
}

function addReason(reasons: Map<string, ReasonTotals>, row: OutcomeBucket): void {
  if (!['failed_delivery', 'pending_retry', 'filtered_at_destination'].includes(row.outcome)) return;
  const found = reasons.get(row.reason) ?? {
    reason: row.reason,
    failed: 0,
    retries: 0,
    filtered: 0,
    firstAt: row.bucket,
    lastAt: row.lastAt,
  };
  if (row.outcome === 'failed_delivery') found.failed += row.count;
  else if (row.outcome === 'pending_retry') found.retries += row.count;
  else found.filtered += row.count;
  if (row.bucket < found.firstAt) found.firstAt = row.bucket;
  if (row.lastAt > found.lastAt) found.lastAt = row.lastAt;
  reasons.set(row.reason, found);
}

/** Adds up the rollups of a period from the bucket that holds `from` to before `to`. */
export function composeDeliveryReport(
  grain: Grain,
  from: Date,
  to: Date,
  outcomes: OutcomeBucket[],
  latencies: LatencyBucket[],
): DeliveryReport {
  const totals = noCounts();
  const reasons = new Map<string, ReasonTotals>();
  const points = new Map<number, DeliveryCounts>();
  const start = bucketStart(grain, from).getTime();
  for (let at = start; at < to.getTime() && points.size < MAX_POINTS; at += GRAIN_MS[grain]) points.set(at, noCounts());
  for (const row of outcomes) {
    add(totals, row);
    addReason(reasons, row);
    const point = points.get(row.bucket.getTime());
    if (point) add(point, row);
  }
  const latencyAt = new Map<number, LatencyBucket[]>();
  for (const row of latencies) {
    const at = row.bucket.getTime();
    latencyAt.set(at, [...(latencyAt.get(at) ?? []), row]);
  }
  return {
    ...totals,
    p95LatencyMs: latencyPercentile(latencies, 0.95),
    points: [...points].map(([at, counts]) => ({
      at: new Date(at),
      ...counts,
      p95LatencyMs: latencyPercentile(latencyAt.get(at) ?? [], 0.95),
    })),
    reasons: [...reasons.values()].sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime()),
  };
}

import { z } from 'zod';
import { readDeliveryReport } from '@/pipeline/metrics/read-delivery-report';
import { pool, db } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { bucketStart, GRAIN_MS, type Grain } from '@/storage/metrics/grains';
import { readBreakers } from '@/storage/deliveries/breaker/read-breakers';
import { readRecentTries } from '@/storage/metrics/read-recent-tries';
import { readPendingDeliveries } from '@/storage/metrics/read-pending-deliveries';
import { authorize } from '../authorize';
import { viewBreaker, type BreakerView } from '../deliveries/breaker-view';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { deliveryPeriodSchema } from './delivery-period.schema';
import type { DeliveryPeriod } from './period-names.schema';
import { judgeTries, type DestinationHealth } from './health/destination-health';
import { explainReason, type ReasonInWords } from './explain-reason';

/** One point of the trend. Times are ISO-8601. */
export interface DeliveryTrendPoint {
  at: string;
  deliveredFirstTry: number;
  deliveredOnRetry: number;
  failed: number;
  retries: number;
  filtered: number;
  /** Null: nothing was delivered. */
  p95LatencyMs: number | null;
}

/** Events with one reason in common, and that reason in words. */
export interface DeliveryReasonGroup extends ReasonInWords {
  reason: string;
  /** Given up. */
  failed: number;
  /** Tries put off. */
  retries: number;
  filtered: number;
  /** Wait for another try now, whatever the period. */
  waiting: number;
  firstAt: string;
  lastAt: string;
}

/** What Event Delivery shows of one destination and period. */
export interface DeliverySummary {
  period: DeliveryPeriod;
  from: string;
  to: string;
  /** Length of a trend point's bucket in milliseconds. */
  bucketMs: number;
  deliveredFirstTry: number;
  deliveredOnRetry: number;
  failed: number;
  filtered: number;
  p95LatencyMs: number | null;
  /** Now, whatever the period. */
  pending: { waiting: number; retrying: number; more: boolean; nextRetryAt: string | null; oldestAt: string | null };
  trend: DeliveryTrendPoint[];
  /** Why it is not simply delivered to; null when it is. */
  breaker: BreakerView | null;
  /** Now, whatever the period. */
  health: DestinationHealth;
  /** Failed or put off, most recent first. */
  problems: DeliveryReasonGroup[];
  /** Kept back on purpose, most recent first. */
  filteredBy: DeliveryReasonGroup[];
}

const PERIODS: Record<DeliveryPeriod, { ms: number; grain: Grain; bucketMs: number }> = {
  '30m': { ms: 30 * 60_000, grain: 'm', bucketMs: 60_000 },
  '1h': { ms: 60 * 60_000, grain: 'm', bucketMs: 60_000 },
  '24h': { ms: 24 * 3_600_000, grain: 'h', bucketMs: 3_600_000 },
  '7d': { ms: 7 * 24 * 3_600_000, grain: 'h', bucketMs: 3_600_000 },
};

const inputSchema = z.object({ destinationId: z.string(), period: deliveryPeriodSchema });

/**
 * What happened at a destination in the period that ends now: counts, latency, trend, and problems by reason. The period
 * begins with the whole bucket (minute or hour) that holds its start. From rollups; only `pending` looks at the queue.
 * @throws ControlPlaneError `not_found`.
 */
export async function getDeliverySummary(
  ctx: Context,
  input: z.input<typeof inputSchema>,
  now: Date = new Date(),
): Promise<DeliverySummary> {
  authorize(ctx, 'workspace:read');
  const { destinationId, period } = parseInput(inputSchema, input);
  const destination = await findDestination(db(), ctx.workspace.id, destinationId);
  if (!destination) throw notFound('destination');
  const { ms, grain, bucketMs } = PERIODS[period];
  const from = bucketStart(grain, new Date(now.getTime() - ms));
  const to = new Date(now.getTime() + 1000);
  const [report, { byReason, ...pending }, [breaker], [tries]] = await Promise.all([
    readDeliveryReport(pool(), ctx.workspace.id, destination, grain, from, to),
    readPendingDeliveries(pool(), ctx.workspace.id, destination.id),
    readBreakers(pool(), ctx.workspace.id, [destination.id]),
    readRecentTries(
      pool(),
      ctx.workspace.id,
      [destination.id],
      new Date(bucketStart('h', now).getTime() - 23 * GRAIN_MS.h),
    ),
  ]);
  const groups = report.reasons.map((totals): DeliveryReasonGroup => ({
    ...explainReason(totals.reason),
    ...totals,
    waiting: Object.hasOwn(byReason, totals.reason) ? (byReason[totals.reason] ?? 0) : 0,
    firstAt: totals.firstAt.toISOString(),
    lastAt: totals.lastAt.toISOString(),
  }));
  return {
    period,
    from: from.toISOString(),
    to: now.toISOString(),
    bucketMs,
    deliveredFirstTry: report.deliveredFirstTry,
    deliveredOnRetry: report.deliveredOnRetry,
    failed: report.failed,
    filtered: report.filtered,
    p95LatencyMs: report.p95LatencyMs,
    pending: {
      ...pending,
      nextRetryAt: pending.nextRetryAt?.toISOString() ?? null,
      oldestAt: pending.oldestAt?.toISOString() ?? null,
    },
    breaker: breaker ? viewBreaker(breaker) : null,
    health: judgeTries(tries),
    trend: report.points.map((point) => ({ ...point, at: point.at.toISOString() })),
    problems: groups.filter((group) => group.failed + group.retries + group.waiting > 0),
    filteredBy: groups.filter((group) => group.filtered > 0),
  };
}

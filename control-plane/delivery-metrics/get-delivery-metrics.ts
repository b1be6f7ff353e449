import { z } from 'zod';
import { readDeliveryReport } from '@/pipeline/metrics/read-delivery-report';
import type { DeliveryPoint } from '@/pipeline/metrics/delivery-report';
import { db, pool } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import type { Grain } from '@/storage/metrics/grains';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError, notFound } from '../errors';
import { parseInput } from '../parse-input';

const GRANULARITIES = ['MINUTE', 'HOUR', 'DAY'] as const;
const inputSchema = z
  .object({
    destinationId: z.string(),
    from: z.date(),
    to: z.date(),
    granularity: z.enum(GRANULARITIES, 'One of MINUTE, HOUR and DAY.'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'The end must be after the start.' });

/** What a program asks about a destination. */
export type DeliveryMetricsInput = z.input<typeof inputSchema>;

/** Counts of events of one destination in a period, in total and per bucket. */
export interface DeliveryMetrics {
  deliveredFirstTry: number;
  deliveredOnRetry: number;
  failed: number;
  retries: number;
  filtered: number;
  p95LatencyMs: number | null;
  points: DeliveryPoint[];
}

const HOUR = 3_600_000;
/** The longest period per granularity (segment-facts 4.8). */
const WINDOWS: Record<(typeof GRANULARITIES)[number], { grain: Grain; longest: number; words: string }> = {
  MINUTE: { grain: 'm', longest: 4 * HOUR, words: '4 hours' },
  HOUR: { grain: 'h', longest: 7 * 24 * HOUR, words: '7 days' },
  DAY: { grain: 'd', longest: 14 * 24 * HOUR, words: '14 days' },
};

/**
 * A destination's delivery metrics from the bucket that holds `from` to before `to`.
 * @throws ControlPlaneError `not_found`, `invalid_input` (period longer than the granularity allows).
 */
export async function getDeliveryMetrics(ctx: Context, input: DeliveryMetricsInput): Promise<DeliveryMetrics> {
  authorize(ctx, 'workspace:read');
  const { destinationId, from, to, granularity } = parseInput(inputSchema, input);
  const { grain, longest, words } = WINDOWS[granularity];
  if (to.getTime() - from.getTime() > longest) {
    const message = `With granularity ${granularity} a period has at most ${words}.`;
    throw new ControlPlaneError('invalid_input', `from: ${message}`, { from: message });
  }
  const destination = await findDestination(db(), ctx.workspace.id, destinationId);
  if (!destination) throw notFound('destination');
  const { reasons: _, ...metrics } = await readDeliveryReport(pool(), ctx.workspace.id, destination, grain, from, to);
  return metrics;
}

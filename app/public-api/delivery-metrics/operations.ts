import { findDestinationType } from '@/catalog/destinations/registry';
import {
  getDeliveryMetrics,
  type DeliveryMetrics,
  type DeliveryMetricsInput,
} from '@/control-plane/delivery-metrics/get-delivery-metrics';
import { getDestination } from '@/control-plane/destinations/get-destination';
import type { JsonObject } from '@/spec/event';
import { invalidField, withFieldNames } from '../transport/errors';
import type { Call, Operation } from '../transport/operation';

const NAMES = { from: 'startTime', to: 'endTime' };
const HOUR = 3_600_000;
/** How far back a period begins when the caller names no start. */
const DEFAULT_SPAN: Record<string, number> = { MINUTE: HOUR, HOUR: 7 * 24 * HOUR, DAY: 14 * 24 * HOUR };

function timeOf({ query }: Call, name: string): Date | null {
  const text = query.get(name);
  if (text === null || text === '') return null;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw invalidField(name, 'must be a time in ISO-8601, as in 2026-11-01T00:00:00Z');
  return at;
}

/** Segment's MetricBeta list. `end_to_end_latency` is the 95th percentile in milliseconds, absent when nothing was delivered. */
function represent(metrics: DeliveryMetrics): JsonObject[] {
  const { deliveredFirstTry, deliveredOnRetry, failed, retries, filtered, p95LatencyMs } = metrics;
  return [
    {
      metricName: 'successes',
      total: deliveredFirstTry + deliveredOnRetry,
      breakdown: [
        { metricName: 'successes_on_first_attempt', value: deliveredFirstTry },
        { metricName: 'successes_after_retry', value: deliveredOnRetry },
      ],
    },
    { metricName: 'discarded', total: failed },
    { metricName: 'retried', total: retries },
    { metricName: 'filtered', total: filtered },
    ...(p95LatencyMs === null ? [] : [{ metricName: 'end_to_end_latency', total: p95LatencyMs }]),
  ];
}

/** Event delivery metrics of one destination. */
export const deliveryMetricsOperations: Operation[] = [
  {
    method: 'GET',
    path: '/destinations/:destinationId/delivery-metrics',
    run: async (call) => {
      const destination = await getDestination(call.ctx, { id: call.params.destinationId ?? '' });
      const sourceId = call.query.get('sourceId') ?? destination.sourceId;
      if (sourceId !== destination.sourceId) throw invalidField('sourceId', 'must be the source of the destination');
      const granularity = call.query.get('granularity') ?? 'MINUTE';
      const to = timeOf(call, 'endTime') ?? new Date();
      const from = timeOf(call, 'startTime') ?? new Date(to.getTime() - (DEFAULT_SPAN[granularity] ?? HOUR));
      const input = { destinationId: destination.id, from, to, granularity } as DeliveryMetricsInput;
      return {
        deliveryMetricsSummary: {
          sourceId,
          destinationMetadataId: findDestinationType(destination.type)?.id ?? '',
          metrics: represent(await withFieldNames(NAMES, () => getDeliveryMetrics(call.ctx, input))),
        },
      };
    },
  },
];

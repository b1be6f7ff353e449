import type { Metadata } from 'next';
import { DeliveryPanel } from '@/components/delivery/delivery-panel';
import { deliveryPeriodSchema } from '@/control-plane/delivery-metrics/delivery-period.schema';
import { DEFAULT_PERIOD } from '@/control-plane/delivery-metrics/period-names.schema';
import { getDeliverySummary } from '@/control-plane/delivery-metrics/get-delivery-summary';
import { loadDestination, orNotFound } from '../../../load-destination';
import { resetBreaker, retryNow, sendAgain } from './actions';

export const metadata: Metadata = { title: 'Event Delivery' };

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Whether events arrive at a destination. */
export default async function DeliveryPage({ params, searchParams }: Props) {
  const { workspace, destinationId } = await params;
  const { ctx, destination, canEdit, base } = await loadDestination(workspace, destinationId);
  const period = deliveryPeriodSchema.catch(DEFAULT_PERIOD).parse((await searchParams).period);
  const summary = await orNotFound(getDeliverySummary(ctx, { destinationId: destination.id, period }));
  return (
    <DeliveryPanel
      initial={summary}
      base={`${base}/delivery`}
      destinationHref={base}
      sourceHref={`/${workspace}/sources/${destination.sourceId}`}
      destination={destination.name}
      source={destination.sourceName}
      enabled={destination.enabled}
      actions={
        canEdit
          ? {
              retryNow: retryNow.bind(null, workspace, destination.id),
              sendAgain: sendAgain.bind(null, workspace, destination.id),
              resetBreaker: resetBreaker.bind(null, workspace, destination.id),
            }
          : null
      }
    />
  );
}

'use client';

import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import type { DeliverySummary } from '@/control-plane/delivery-metrics/get-delivery-summary';
import { periodOf, type DeliveryPeriod } from '@/control-plane/delivery-metrics/period-names.schema';
import { LinkButton } from '../ui/form/link-button';
import { Segmented } from '../ui/form/segmented';
import { Callout } from '../ui/page/callout';
import { EmptyState } from '../ui/page/empty-state';
import { ErrorState } from '../ui/page/error-state';
import { Section } from '../ui/page/section';
import { SkeletonRows } from '../ui/page/skeleton';
import { deliverySummaryQuery } from './delivery.query';
import { BreakerNotice } from './breaker-notice';
import { Headline } from './headline';
import { HealthBadge } from './health-badge';
import { MetricRow } from './metric-row';
import { ProblemTable } from './problem-table';
import type { DeliveryActions } from './queue/delivery-actions';
import { QueueSection } from './queue/queue-section';
import { SampleSheet } from './sample-sheet';
import { Trend } from './trend';

const PERIODS: { value: DeliveryPeriod; label: string }[] = [
  { value: '30m', label: '30 min' },
  { value: '1h', label: '1 h' },
  { value: '24h', label: '24 h' },
  { value: '7d', label: '7 d' },
];

/** Changes the URL's query without asking the server for the page again. */
function setQuery(key: string, value: string | null): void {
  const params = new URLSearchParams(window.location.search);
  if (value === null) params.delete(key);
  else params.set(key, value);
  const query = params.toString();
  window.history.replaceState(null, '', query ? `?${query}` : window.location.pathname);
}

function nothingAtAll(summary: DeliverySummary): boolean {
  const { pending, trend, problems } = summary;
  return (
    pending.waiting + pending.retrying + problems.length + summary.filtered === 0 &&
    trend.every((point) => point.deliveredFirstTry + point.deliveredOnRetry + point.failed === 0)
  );
}

/** Whether events arrive at a destination: live, for the period in the URL. */
export function DeliveryPanel({
  initial,
  base,
  destinationHref,
  sourceHref,
  destination,
  source,
  enabled,
  actions,
}: {
  /** Read when the page was. */
  initial: DeliverySummary;
  /** Address of this tab. */
  base: string;
  destinationHref: string;
  sourceHref: string;
  destination: string;
  source: string;
  enabled: boolean;
  /** Null: the person may only look. */
  actions: DeliveryActions | null;
}) {
  const params = useSearchParams();
  const period = periodOf(params.get('period'));
  const reason = params.get('reason');
  const { data, error, refetch } = useQuery({
    ...deliverySummaryQuery(base, period),
    ...(period === initial.period ? { initialData: initial } : {}),
  });
  const open = data?.problems.find((group) => group.reason === reason) ?? null;
  return (
    <div className="space-y-6 px-gutter py-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        {data ? (
          <div className="space-y-1">
            <Headline summary={data} />
            {enabled && !data.breaker && (data.health.state === 'failing' || data.health.state === 'retrying') && (
              <HealthBadge health={data.health} />
            )}
          </div>
        ) : (
          <span />
        )}
        <Segmented label="Period" value={period} onChange={(next) => setQuery('period', next)} options={PERIODS} />
      </div>
      {!enabled && (
        <Callout tone="warning" title="This destination is disabled: new events are not sent to it.">
          Enable it with the switch at the top.
        </Callout>
      )}
      {error && data && (
        <Callout tone="warning" title="These numbers are not current.">
          {error.message} Trying again every few seconds.
        </Callout>
      )}
      {error && !data && (
        <ErrorState
          title="The deliveries could not be read."
          detail={`${error.message} Delivering goes on meanwhile.`}
          onRetry={() => void refetch()}
        />
      )}
      {!error && !data && <SkeletonRows rows={5} label="Reading deliveries" />}
      {data?.breaker && enabled && <BreakerNotice breaker={data.breaker} actions={actions} />}
      {data && (
        <>
          <MetricRow summary={data} />
          {nothingAtAll(data) ? (
            <div className="-mx-gutter border-t">
              <EmptyState
                title={`What is sent to ${destination} shows here within seconds.`}
                description={`Send an event to ${source}: once a mapping wants it and no filter keeps it back, it is delivered and counted.`}
                action={<LinkButton href={sourceHref}>Open {source}</LinkButton>}
              />
            </div>
          ) : (
            <>
              <Trend summary={data} />
              <Section title="Problems" description="Failed and put-off deliveries, by what the destination answered.">
                {data.problems.length > 0 ? (
                  <ProblemTable
                    label="Problems"
                    groups={data.problems}
                    onOpen={(chosen) => setQuery('reason', chosen)}
                  />
                ) : (
                  <p className="text-muted">None in this period.</p>
                )}
              </Section>
              <QueueSection summary={data} base={base} debuggerHref={`${sourceHref}/debugger`} actions={actions} />
              {data.filteredBy.length > 0 && (
                <Section title="Kept back" description="Events that were not meant to be sent, by what decided it.">
                  <ProblemTable label="Kept back" groups={data.filteredBy} />
                </Section>
              )}
            </>
          )}
        </>
      )}
      <SampleSheet
        key={open?.reason ?? ''}
        group={open}
        base={base}
        destinationHref={destinationHref}
        debuggerHref={`${sourceHref}/debugger`}
        actions={actions}
        onClose={() => setQuery('reason', null)}
      />
    </div>
  );
}

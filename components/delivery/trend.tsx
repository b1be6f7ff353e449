'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { DeliverySummary } from '@/control-plane/delivery-metrics/get-delivery-summary';
import { DELIVERY_SERIES } from '../charts/delivery-series';
import { formatCount } from '../ui/data/format';
import { Segmented } from '../ui/form/segmented';
import { Section } from '../ui/page/section';
import { Skeleton } from '../ui/page/skeleton';
import { TrendTable } from './trend-table';

const DeliveryChart = dynamic(() => import('../charts/delivery-chart').then((module) => module.DeliveryChart), {
  ssr: false,
  loading: () => <Skeleton className="h-55 w-full" />,
});

type Show = 'events' | 'latency' | 'table';

/** How deliveries went over time: as a chart of events or latency, or as a table. */
export function Trend({ summary }: { summary: DeliverySummary }) {
  const [show, setShow] = useState<Show>('events');
  const unit = summary.bucketMs === 60_000 ? 'minute' : 'hour';
  const label = DELIVERY_SERIES.map((series) => {
    const total = summary.trend.reduce((sum, point) => sum + point[series.key], 0);
    return `${series.label}: ${formatCount(total)}`;
  }).join('. ');
  return (
    <Section
      title="Trend"
      actions={
        <Segmented<Show>
          label="What the trend shows"
          value={show}
          onChange={setShow}
          options={[
            { value: 'events', label: 'Events' },
            { value: 'latency', label: 'Latency' },
            { value: 'table', label: 'Table' },
          ]}
        />
      }
    >
      {show === 'table' ? (
        <TrendTable summary={summary} />
      ) : (
        <>
          <DeliveryChart points={summary.trend} bucketMs={summary.bucketMs} show={show} label={label} />
          <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
            {show === 'events' &&
              DELIVERY_SERIES.map((series) => (
                <span key={series.key} className="inline-flex items-center gap-1.5">
                  <span aria-hidden className="size-2 rounded-xs" style={{ background: series.colour }} />
                  {series.label}
                </span>
              ))}
            <span>
              {show === 'latency' ? '95 % of deliveries were faster than this, per' : 'Events per'} {unit}
              {show === 'events' && '; the current one is hatched'}.
            </span>
          </p>
        </>
      )}
    </Section>
  );
}

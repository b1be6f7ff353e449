'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/page/skeleton';
import type { UsageSeries } from './usage-areas';

const Areas = dynamic(() => import('./usage-areas').then((module) => module.UsageAreas), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

/** A cumulative chart of a month; the drawing itself is loaded when it is needed. `summary` says the same in words. */
export function UsageChart({
  title,
  summary,
  days,
  series,
}: {
  title: string;
  summary: string;
  days: string[];
  series: UsageSeries[];
}) {
  return (
    <figure className="px-gutter pt-4 pb-2">
      <figcaption className="mb-1 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-xs text-muted">
        {title}
        <span className="flex flex-wrap gap-x-3">
          {series.map(({ name, colour }) => (
            <span key={name} className="inline-flex items-center gap-1.5">
              <span aria-hidden className="size-2 rounded-xs" style={{ background: colour }} />
              {name}
            </span>
          ))}
        </span>
      </figcaption>
      <div role="img" aria-label={summary} className="h-60">
        <Areas days={days} series={series} />
      </div>
    </figure>
  );
}

import type { ReactNode } from 'react';

/** One number of the metric row. */
export interface Metric {
  label: ReactNode;
  value: string;
  /** A line under the number: a comparison, or what it means. */
  note?: string | null;
}

/** At most four numbers, the first the most important, divided by hairlines. */
export function MetricRow({ metrics }: { metrics: Metric[] }) {
  return (
    <dl className="grid grid-cols-2 border-b md:grid-cols-[1.5fr_1fr_1fr_1fr]">
      {metrics.map(({ label, value, note }, index) => (
        <div
          key={index}
          className="px-gutter py-4 max-md:first:col-span-2 max-md:first:border-b max-md:last:col-span-2 max-md:last:border-t max-md:nth-[3]:border-l md:not-first:border-l"
        >
          <dt className="text-xs text-muted">{label}</dt>
          <dd className="text-2xl font-semibold tabular-nums">{value}</dd>
          {note && <dd className="text-xs text-muted">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}

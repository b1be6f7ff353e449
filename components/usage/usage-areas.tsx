'use client';

import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCount } from '@/components/ui/data/format';
import { dayName } from './usage-words';

/** One band of the chart: cumulative values for the days that have begun, from the first of the month. */
export interface UsageSeries {
  name: string;
  /** A CSS colour. */
  colour: string;
  values: number[];
}

const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const TICK = { fontSize: 11, fill: 'var(--text-faint)' };

interface TipEntry {
  name?: unknown;
  value?: unknown;
  color?: string;
}

function Tip({ active, label, payload }: { active?: boolean; label?: unknown; payload?: readonly TipEntry[] }) {
  if (!active || !payload || payload.length === 0) return null;
  const entries = payload.filter((entry) => typeof entry.value === 'number');
  const total = entries.reduce((sum, entry) => sum + Number(entry.value), 0);
  return (
    <div className="rounded-md border bg-raised px-2.5 py-1.5 text-xs shadow-popover">
      <div className="text-muted">{dayName(String(label))}</div>
      {[...entries].reverse().map((entry) => (
        <div key={String(entry.name)} className="flex items-center gap-1.5">
          <span aria-hidden className="size-2 rounded-xs" style={{ background: entry.color }} />
          <span className="max-w-48 truncate">{String(entry.name)}</span>
          <span className="ml-auto pl-4 tabular-nums">{formatCount(Number(entry.value))}</span>
        </div>
      ))}
      {entries.length > 1 && (
        <div className="flex border-t pt-0.5 font-medium">
          Total <span className="ml-auto pl-4 tabular-nums">{formatCount(total)}</span>
        </div>
      )}
    </div>
  );
}

/** Stacked areas over the days of a month; days yet to come are empty, not zero. */
export function UsageAreas({ days, series }: { days: string[]; series: UsageSeries[] }) {
  const rows = days.map((day, index) => ({
    day,
    ...Object.fromEntries(series.map(({ values }, position) => [`s${position}`, values[index] ?? null])),
  }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
        <XAxis
          dataKey="day"
          tickFormatter={dayName}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          minTickGap={48}
          interval="preserveStartEnd"
        />
        <YAxis
          width={44}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          tickCount={4}
          allowDecimals={false}
          tickFormatter={(value: number) => COMPACT.format(value)}
        />
        <Tooltip content={<Tip />} cursor={{ stroke: 'var(--border-strong)' }} isAnimationActive={false} />
        {series.map(({ name, colour }, position) => (
          <Area
            key={name}
            type="linear"
            dataKey={`s${position}`}
            name={name}
            stackId="all"
            stroke={colour}
            fill={colour}
            fillOpacity={1}
            isAnimationActive={false}
            dot={series[0]?.values.length === 1 ? { r: 3, fill: colour } : false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  );
}

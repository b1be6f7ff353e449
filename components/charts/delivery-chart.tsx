'use client';

import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatCompact, formatCount, formatLatency } from '../ui/data/format';
import { DELIVERY_SERIES, type DeliverySeriesKey } from './delivery-series';

/** One bucket of time of a destination. */
export interface DeliveryChartPoint extends Record<DeliverySeriesKey, number> {
  at: string;
  p95LatencyMs: number | null;
}

const AXIS = { stroke: 'var(--text-faint)', fontSize: 11, tickLine: false, axisLine: false } as const;

function tickText(at: string, bucketMs: number, points: DeliveryChartPoint[]): string {
  const date = new Date(at);
  const first = points[0];
  const span = points.length * bucketMs;
  if (first && span > 36 * 3_600_000) return date.toLocaleDateString(undefined, { weekday: 'short', day: 'numeric' });
  return date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

function Details({ point, latency }: { point: DeliveryChartPoint; latency: boolean }) {
  return (
    <div className="popup px-3 py-2 text-xs">
      <div className="mb-1 text-muted">
        {new Date(point.at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
      </div>
      {latency ? (
        <div>P95 latency: {point.p95LatencyMs === null ? 'nothing delivered' : formatLatency(point.p95LatencyMs)}</div>
      ) : (
        DELIVERY_SERIES.map((series) => (
          <div key={series.key} className="flex items-center gap-2">
            <span aria-hidden className="size-2 rounded-xs" style={{ background: series.colour }} />
            <span className="flex-1">{series.label}</span>
            <span className="tabular-nums">{formatCount(point[series.key])}</span>
          </div>
        ))
      )}
    </div>
  );
}

/** The trend of deliveries: stacked bars of events, or a line of latency. The bucket not over yet is hatched. */
export function DeliveryChart({
  points,
  bucketMs,
  show,
  label,
}: {
  points: DeliveryChartPoint[];
  bucketMs: number;
  show: 'events' | 'latency';
  label: string;
}) {
  const latency = show === 'latency';
  const x = (
    <XAxis dataKey="at" {...AXIS} minTickGap={48} tickFormatter={(at: string) => tickText(at, bucketMs, points)} />
  );
  const tip = (
    <Tooltip
      isAnimationActive={false}
      cursor={latency ? { stroke: 'var(--border-strong)' } : { fill: 'var(--surface-hover)' }}
      content={({ active, payload }) => {
        const point = payload?.[0]?.payload as DeliveryChartPoint | undefined;
        return active && point ? <Details point={point} latency={latency} /> : null;
      }}
    />
  );
  const margin = { top: 6, right: 4, bottom: 0, left: 0 };
  return (
    <div role="img" aria-label={label} className="h-55">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 220 }}>
        {latency ? (
          <LineChart data={points} margin={margin} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
            {x}
            <YAxis {...AXIS} width={56} tickCount={4} tickFormatter={formatLatency} />
            {tip}
            <Line
              dataKey="p95LatencyMs"
              stroke="var(--series-1)"
              strokeWidth={1.5}
              dot={{ r: 1.5, fill: 'var(--series-1)', strokeWidth: 0 }}
              connectNulls={false}
              isAnimationActive={false}
            />
          </LineChart>
        ) : (
          <BarChart data={points} margin={margin} barCategoryGap={1} accessibilityLayer={false}>
            <defs>
              {DELIVERY_SERIES.map((series) => (
                <pattern
                  key={series.key}
                  id={`hatch-${series.key}`}
                  width="5"
                  height="5"
                  patternUnits="userSpaceOnUse"
                  patternTransform="rotate(45)"
                >
                  <rect width="2.5" height="5" fill={series.colour} />
                </pattern>
              ))}
            </defs>
            <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
            {x}
            <YAxis {...AXIS} width={44} tickCount={4} allowDecimals={false} tickFormatter={formatCompact} />
            {tip}
            {DELIVERY_SERIES.map((series) => (
              <Bar
                key={series.key}
                dataKey={series.key}
                stackId="events"
                fill={series.colour}
                isAnimationActive={false}
              >
                {points.map((point, index) => (
                  <Cell
                    key={point.at}
                    fill={index === points.length - 1 ? `url(#hatch-${series.key})` : series.colour}
                  />
                ))}
              </Bar>
            ))}
          </BarChart>
        )}
      </ResponsiveContainer>
    </div>
  );
}

import type { SourceUsage } from '@/control-plane/usage/get-usage';
import type { UsageSeries } from './usage-areas';

/** How many sources have a band of their own; the others share one. */
const NAMED = 3;

/** The bands of the API call chart: the busiest sources, and all others together. */
export function callSeries(sources: SourceUsage[]): UsageSeries[] {
  const busiest = [...sources].sort((a, b) => b.apiCalls - a.apiCalls);
  const series = busiest.slice(0, NAMED).map((source, index) => ({
    name: source.name ?? `Deleted source ${source.sourceId.slice(0, 8)}`,
    colour: `var(--series-${index + 1})`,
    values: source.dailyApiCalls,
  }));
  const others = busiest.slice(NAMED).filter((source) => source.dailyApiCalls.length > 0);
  if (others.length === 0) return series;
  const values = (others[0]?.dailyApiCalls ?? []).map((_, day) =>
    others.reduce((sum, source) => sum + (source.dailyApiCalls[day] ?? 0), 0),
  );
  return [...series, { name: `${others.length} more`, colour: 'var(--series-4)', values }];
}

import type { Metadata } from 'next';
import { formatCount } from '@/components/ui/data/format';
import { ApiCallTable } from '@/components/usage/api-call-table';
import { callSeries } from '@/components/usage/call-series';
import { CountingRule } from '@/components/usage/counting-rule';
import { DayTable } from '@/components/usage/day-table';
import { MetricRow } from '@/components/usage/metric-row';
import { UsageChart } from '@/components/usage/usage-chart';
import { UsageEmpty } from '@/components/usage/usage-empty';
import { UsageHeader } from '@/components/usage/usage-header';
import { changeInWords, monthName, perUser } from '@/components/usage/usage-words';
import { readUsage, type UsagePageProps } from '../read-usage';

export const metadata: Metadata = { title: 'API calls · Usage' };

/** API calls: how many, from which source, by day. */
export default async function ApiCallsPage(props: UsagePageProps) {
  const { base, usage } = await readUsage(props);
  const { apiCalls, before, month, current, daily } = usage;
  const hasUsage = apiCalls > 0;
  const today = (daily.at(-1)?.apiCalls ?? 0) - (daily.at(-2)?.apiCalls ?? 0);
  return (
    <>
      <UsageHeader base={`${base}/usage`} month={month} months={usage.months} hasUsage={hasUsage} />
      {hasUsage ? (
        <>
          <MetricRow
            metrics={[
              {
                label: 'API calls',
                value: formatCount(apiCalls),
                note: changeInWords(apiCalls, before?.apiCalls, month, current),
              },
              { label: current ? 'Today (UTC)' : 'On the last day', value: formatCount(today) },
              { label: 'A day, on average', value: formatCount(Math.round(apiCalls / Math.max(1, daily.length))) },
              { label: 'Per MTU', value: perUser(apiCalls, usage.users.mtu) },
            ]}
          />
          <UsageChart
            title="Cumulative, by source"
            summary={`API calls in ${monthName(month)}: ${apiCalls}. The table by day is below.`}
            days={usage.days}
            series={callSeries(usage.sources)}
          />
          <ApiCallTable sources={usage.sources} total={apiCalls} sourcesHref={`${base}/sources`} />
          <DayTable
            label="Numbers by day"
            columns={['API calls, cumulative', 'On the day']}
            rows={daily.map((row, index) => ({
              day: row.day,
              values: [row.apiCalls, row.apiCalls - (daily[index - 1]?.apiCalls ?? 0)],
            }))}
          />
        </>
      ) : (
        <UsageEmpty month={month} current={current} sourcesHref={`${base}/sources`} />
      )}
      <CountingRule />
    </>
  );
}

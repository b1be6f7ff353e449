import type { Metadata } from 'next';
import { formatCount } from '@/components/ui/data/format';
import { CountingRule } from '@/components/usage/counting-rule';
import { DayTable } from '@/components/usage/day-table';
import { MetricRow } from '@/components/usage/metric-row';
import { MtuTable } from '@/components/usage/mtu-table';
import { UsageChart } from '@/components/usage/usage-chart';
import { UsageEmpty } from '@/components/usage/usage-empty';
import { UsageHeader } from '@/components/usage/usage-header';
import { changeInWords, monthName, perUser } from '@/components/usage/usage-words';
import { readUsage, type UsagePageProps } from './read-usage';

export const metadata: Metadata = { title: 'Usage' };

/** Monthly tracked users: how many, of which kind, from which source, by day. */
export default async function UsagePage(props: UsagePageProps) {
  const { base, usage } = await readUsage(props);
  const { users, before, month, current, daily } = usage;
  const hasUsage = usage.apiCalls > 0;
  const change = (key: 'mtu' | 'identified' | 'neverIdentified') =>
    changeInWords(users[key], before?.users[key], month, current);
  return (
    <>
      <UsageHeader base={`${base}/usage`} month={month} months={usage.months} hasUsage={hasUsage} />
      {hasUsage ? (
        <>
          <MetricRow
            metrics={[
              { label: 'Monthly tracked users', value: formatCount(users.mtu), note: change('mtu') },
              { label: 'Identified', value: formatCount(users.identified), note: change('identified') },
              { label: 'Anonymous only', value: formatCount(users.neverIdentified), note: change('neverIdentified') },
              { label: 'API calls per MTU', value: perUser(usage.apiCalls, users.mtu) },
            ]}
          />
          <UsageChart
            title="Cumulative, by day"
            summary={`Monthly tracked users in ${monthName(month)}: ${users.mtu}, of them ${users.identified} identified and ${users.neverIdentified} anonymous only. The table by day is below.`}
            days={usage.days}
            series={[
              { name: 'Identified', colour: 'var(--series-1)', values: daily.map((row) => row.users.identified) },
              {
                name: 'Anonymous only',
                colour: 'var(--series-3)',
                values: daily.map((row) => row.users.neverIdentified),
              },
            ]}
          />
          <MtuTable sources={usage.sources} sourcesHref={`${base}/sources`} />
          <DayTable
            label="Numbers by day"
            columns={['MTUs', 'Identified', 'Anonymous only']}
            rows={daily.map((row) => ({
              day: row.day,
              values: [row.users.mtu, row.users.identified, row.users.neverIdentified],
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

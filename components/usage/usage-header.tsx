import { PageHeader } from '@/components/ui/page/page-header';
import { LinkButton } from '@/components/ui/form/link-button';
import { MonthSelect } from './month-select';
import { UsageTabs } from './usage-tabs';

/** The head of the usage pages: the month, the export, and the tabs. */
export function UsageHeader({
  base,
  month,
  months,
  hasUsage,
}: {
  base: string;
  month: string;
  months: string[];
  hasUsage: boolean;
}) {
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Usage' }]}
        actions={
          <>
            <MonthSelect month={month} months={months} />
            {hasUsage && (
              <LinkButton
                href={`${base}/export?month=${month}`}
                size="sm"
                prefetch={false}
                download
                className="max-md:hidden"
              >
                Export CSV
              </LinkButton>
            )}
          </>
        }
      />
      <UsageTabs base={base} month={month} current={month === months[0]} />
    </>
  );
}

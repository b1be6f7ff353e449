import Link from 'next/link';
import { Count } from '../ui/data/count';
import { Section } from '../ui/page/section';

/** This month's usage in two numbers; the Usage page has the rest. */
export function UsageGlance({ mtu, apiCalls, slug }: { mtu: number; apiCalls: number; slug: string }) {
  return (
    <Section
      title="Usage this month"
      actions={
        <Link className="link text-xs" href={`/${slug}/usage`}>
          Details
        </Link>
      }
    >
      <dl className="grid grid-cols-2 divide-x">
        <div>
          <dt className="text-xs text-muted">
            <abbr title="Monthly tracked users: distinct people seen this month" className="no-underline">
              MTUs
            </abbr>
          </dt>
          <dd className="text-lg font-semibold">
            <Count value={mtu} />
          </dd>
        </div>
        <div className="pl-4">
          <dt className="text-xs text-muted">API calls</dt>
          <dd className="text-lg font-semibold">
            <Count value={apiCalls} />
          </dd>
        </div>
      </dl>
    </Section>
  );
}

import Link from 'next/link';
import { AccountBadge } from '@/components/destination-oauth/account-badge';
import { EnableToggle } from '@/components/destination-page/enable-toggle';
import { PageHeader } from '@/components/ui/page/page-header';
import { TabNav } from '@/components/ui/page/tab-nav';
import { BrandMark } from '@/components/ui/data/brand-mark';
import { listAccountStates } from '@/control-plane/destination-oauth/list-account-states';
import { listFilters } from '@/control-plane/filters/list-filters';
import { listSubscriptions } from '@/control-plane/subscriptions/list-subscriptions';
import { setDestinationEnabled } from '../actions';
import { loadDestination, orNotFound } from '../../load-destination';

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
  children: React.ReactNode;
}

/** Header and tabs of one destination. */
export default async function DestinationLayout({ params, children }: Props) {
  const { workspace, destinationId } = await params;
  const { ctx, destination, canEdit, base } = await loadDestination(workspace, destinationId);
  const [filters, mappings, accounts] = await orNotFound(
    Promise.all([
      listFilters(ctx, { destinationId }),
      listSubscriptions(ctx, { destinationId }),
      listAccountStates(ctx, { destinations: [destination] }),
    ]),
  );
  const account = accounts[destination.id];
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Destinations', href: `/${workspace}/destinations` }, { label: destination.name }]}
        status={
          <>
            <BrandMark type={destination.type} name={destination.name} size={18} />
            <span className="min-w-0 truncate">
              from{' '}
              <Link className="hover:text-default" href={`/${workspace}/sources/${destination.sourceId}`}>
                {destination.sourceName}
              </Link>
            </span>
            {account && (
              <Link className="max-sm:hidden" href={`${base}/settings#account`}>
                <AccountBadge state={account} />
              </Link>
            )}
          </>
        }
        actions={
          <EnableToggle
            enabled={destination.enabled}
            label={`${destination.name} enabled`}
            canEdit={canEdit}
            showState
            version={destination.configVersion}
            set={setDestinationEnabled.bind(null, workspace, destination.id)}
          />
        }
      />
      <TabNav
        label={`Parts of ${destination.name}`}
        items={[
          { href: `${base}/delivery`, label: 'Event Delivery' },
          { href: `${base}/filters`, label: 'Filters', count: filters.items.length },
          { href: `${base}/mappings`, label: 'Mappings', count: mappings.items.length },
          { href: `${base}/tester`, label: 'Event Tester' },
          { href: `${base}/settings`, label: 'Settings' },
        ]}
      />
      {children}
    </>
  );
}

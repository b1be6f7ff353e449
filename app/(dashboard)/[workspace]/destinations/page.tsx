import type { Metadata } from 'next';
import { DestinationFilters } from '@/components/destination-list/destination-filters';
import { DestinationSearch } from '@/components/destination-list/destination-search';
import { DestinationTable } from '@/components/destination-list/destination-table';
import { KeysetPager } from '@/components/ui/data/keyset-pager';
import { LinkButton } from '@/components/ui/form/link-button';
import { EmptyState } from '@/components/ui/page/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { destinationCatalog } from '@/catalog/destinations/registry';
import { can } from '@/control-plane/authorize';
import { countDestinations } from '@/control-plane/destinations/count-destinations';
import { listBreakers } from '@/control-plane/deliveries/list-breakers';
import { listAccountStates } from '@/control-plane/destination-oauth/list-account-states';
import { listDestinationHealth } from '@/control-plane/delivery-metrics/health/list-destination-health';
import { listDestinationTotals } from '@/control-plane/delivery-metrics/list-destination-totals';
import { listDestinations } from '@/control-plane/destinations/list-destinations';
import { listSources } from '@/control-plane/sources/list-sources';
import { requireContext } from '../../../context';

export const metadata: Metadata = { title: 'Destinations' };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

/** The workspace's destinations. */
export default async function DestinationsPage({ params, searchParams }: Props) {
  const { workspace } = await params;
  const query = await searchParams;
  const ctx = await requireContext(workspace);
  const [search, sourceId, type, state, cursor] = ['search', 'source', 'type', 'state', 'cursor'].map((key) =>
    one(query[key]),
  );
  const base = `/${workspace}/destinations`;
  const enabled = state === 'enabled' ? true : state === 'disabled' ? false : undefined;
  const [{ items, next }, counts, sources] = await Promise.all([
    listDestinations(ctx, { search, sourceId, type, enabled, cursor, count: 50 }),
    countDestinations(ctx),
    listSources(ctx, { count: 1000 }),
  ]);
  const ids = { destinationIds: items.map((item) => item.id) };
  const [totals, health, breakers, accounts] = await Promise.all([
    listDestinationTotals(ctx, ids),
    listDestinationHealth(ctx, ids),
    listBreakers(ctx, ids),
    listAccountStates(ctx, { destinations: items }),
  ]);
  const typeNames = Object.fromEntries(destinationCatalog().map((type) => [type.type, type.name]));
  const narrowed = Boolean(search ?? sourceId ?? type) || enabled !== undefined;
  const filtered = narrowed || Boolean(cursor);
  const href = (change: Record<string, string | undefined>) => {
    const wanted = { search, source: sourceId, type, state, ...change };
    const kept = Object.entries(wanted).filter((pair): pair is [string, string] => Boolean(pair[1]));
    return `${base}?${new URLSearchParams(kept).toString()}`;
  };
  const add = can(ctx.actor.role, 'destinations:edit') && (
    <LinkButton variant="primary" href={`/${workspace}/catalog`}>
      Add destination
    </LinkButton>
  );
  return (
    <>
      <PageHeader crumbs={[{ label: 'Destinations' }]} actions={items.length > 0 || filtered ? add : undefined} />
      {(items.length > 0 || filtered) && (
        <div className="flex flex-wrap items-center gap-2 px-gutter pb-3">
          <DestinationSearch label="Search destinations" placeholder="Search by name, source or type" />
          <DestinationFilters
            sources={sources.items.map(({ id, name }) => ({ value: id, label: name }))}
            types={Object.entries(counts)
              .map(([value, count]) => ({ value, label: `${typeNames[value] ?? value} (${count})` }))
              .sort((a, b) => a.label.localeCompare(b.label))}
          />
          {narrowed && (
            <LinkButton variant="quiet" size="sm" href={base}>
              Show all
            </LinkButton>
          )}
        </div>
      )}
      {items.length > 0 ? (
        <DestinationTable
          destinations={items}
          totals={totals}
          health={health}
          breakers={breakers}
          accounts={accounts}
          typeNames={typeNames}
          base={base}
          sourcesHref={`/${workspace}/sources`}
        />
      ) : filtered ? (
        <EmptyState
          title="No destination matches."
          description="Search looks at the names of destinations, of their sources and of their types."
          action={<LinkButton href={base}>Show all destinations</LinkButton>}
        />
      ) : (
        <EmptyState
          title="Destinations are where your events go."
          description="Each destination receives from one source. It gets every event that its filters let through and a mapping wants, and is tried again for four hours when it fails."
          action={add}
        >
          <p>
            Begin with <strong className="font-medium text-default">Webhooks</strong>: any address that accepts a POST
            will do.
          </p>
        </EmptyState>
      )}
      <KeysetPager
        label="destinations"
        newer={cursor ? href({ cursor: undefined }) : null}
        older={next ? href({ cursor: next }) : null}
      />
    </>
  );
}

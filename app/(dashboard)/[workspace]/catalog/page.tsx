import type { Metadata } from 'next';
import { CatalogBrowser } from '@/components/catalog/catalog-browser';
import { catalogEntry } from '@/components/catalog/catalog-entry';
import { PageHeader } from '@/components/ui/page/page-header';
import { TabNav } from '@/components/ui/page/tab-nav';
import { destinationCatalog, findDestinationSummary } from '@/catalog/destinations/registry';
import { sourceCatalog } from '@/catalog/sources/registry';
import { can } from '@/control-plane/authorize';
import { countDestinations } from '@/control-plane/destinations/count-destinations';
import { getCatalogDetails } from '@/control-plane/destinations/get-catalog-details';
import { requireContext } from '../../../context';

export const metadata: Metadata = { title: 'Catalog' };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : null);

/** Every destination that can be connected. */
export default async function CatalogPage({ params, searchParams }: Props) {
  const { workspace } = await params;
  const query = await searchParams;
  const ctx = await requireContext(workspace);
  const inUse = await countDestinations(ctx);
  const entries = destinationCatalog().map((summary) => catalogEntry(summary, inUse[summary.type] ?? 0));
  const type = findDestinationSummary(one(query.type) ?? '')?.type ?? null;
  const mode = one(query.mode);
  return (
    <div className="flex min-h-dvh flex-col">
      <PageHeader crumbs={[{ label: 'Catalog' }]} />
      <TabNav
        label="Kinds of connection"
        items={[
          { href: `/${workspace}/sources/new`, label: 'Sources', count: sourceCatalog().length },
          { href: `/${workspace}/catalog`, label: 'Destinations', count: entries.length },
        ]}
      />
      <CatalogBrowser
        entries={entries}
        initial={{
          search: one(query.search) ?? '',
          category: one(query.category),
          call: one(query.call),
          mode: mode === 'cloud' || mode === 'device' ? mode : null,
        }}
        initialType={type}
        initialDetails={type ? await getCatalogDetails(ctx, { type }) : null}
        base={`/${workspace}`}
        canEdit={can(ctx.actor.role, 'destinations:edit')}
        sourceId={one(query.source)}
      />
    </div>
  );
}

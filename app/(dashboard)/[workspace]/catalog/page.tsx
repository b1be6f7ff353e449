import type { Metadata } from 'next';
import { CatalogBrowser } from '@/components/catalog/catalog-browser';
import { catalogEntry } from '@/components/catalog/catalog-entry';
import { PageHeader } from '@/components/ui/page/page-header';
import { TabNav } from '@/components/ui/page/tab-nav';
import { destinationCatalog } from '@/catalog/destinations/registry';
import { can } from '@/control-plane/authorize';
import { countDestinations } from '@/control-plane/destinations/count-destinations';
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
  const entries = destinationCatalog().map((metadata) => catalogEntry(metadata, inUse[metadata.type] ?? 0));
  const type = one(query.type);
  return (
    <div className="flex min-h-dvh flex-col">
      <PageHeader crumbs={[{ label: 'Catalog' }]} />
      <TabNav
        label="Kinds of connection"
        items={[
          { href: `/${workspace}/sources/new`, label: 'Sources' },
          { href: `/${workspace}/catalog`, label: 'Destinations', count: entries.length },
        ]}
      />
      <CatalogBrowser
        entries={entries}
        initial={{ search: one(query.search) ?? '', category: one(query.category), type: type ?? null }}
        base={`/${workspace}`}
        canEdit={can(ctx.actor.role, 'destinations:edit')}
        sourceId={one(query.source)}
      />
    </div>
  );
}

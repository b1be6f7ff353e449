import type { Metadata } from 'next';
import { FilterEditor } from '@/components/filter-editor/filter-editor';
import { PageHeader } from '@/components/ui/page/page-header';
import { getFilter } from '@/control-plane/filters/get-filter';
import { loadDestination, orNotFound } from '../../../load-destination';
import { saveFilter, tryFilterNow } from '../actions';

export const metadata: Metadata = { title: 'Filter' };

interface Props {
  params: Promise<{ workspace: string; destinationId: string; filterId: string }>;
}

/** One filter of a destination. */
export default async function FilterPage({ params }: Props) {
  const { workspace, destinationId, filterId } = await params;
  const { ctx, destination, canEdit, base } = await loadDestination(workspace, destinationId);
  const filter = await orNotFound(getFilter(ctx, { destinationId, id: filterId }));
  return (
    <div className="flex min-h-dvh flex-col">
      <PageHeader
        crumbs={[
          { label: 'Destinations', href: `/${workspace}/destinations` },
          { label: destination.name, href: `${base}/delivery` },
          { label: 'Filters', href: `${base}/filters` },
          { label: filter.title },
        ]}
      />
      <div className="flex flex-1 flex-col border-t">
        <FilterEditor
          filter={filter}
          destination={destination.name}
          source={destination.sourceName}
          listHref={`${base}/filters`}
          place=""
          canEdit={canEdit}
          tryFilter={tryFilterNow.bind(null, workspace, destination.id)}
          save={saveFilter.bind(null, workspace, destination.id, filter.id)}
        />
      </div>
    </div>
  );
}

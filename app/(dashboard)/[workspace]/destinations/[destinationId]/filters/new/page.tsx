import type { Metadata } from 'next';
import { FilterEditor } from '@/components/filter-editor/filter-editor';
import { LinkButton } from '@/components/ui/form/link-button';
import { EmptyState } from '@/components/ui/page/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { listFilters } from '@/control-plane/filters/list-filters';
import { MAX_FILTERS_PER_DESTINATION } from '@/spec/filter-limits';
import { loadDestination } from '../../../load-destination';
import { addFilter, tryFilterNow } from '../actions';
import { ordinal } from '../ordinal';

export const metadata: Metadata = { title: 'New filter' };

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** A new filter of a destination. */
export default async function NewFilterPage({ params }: Props) {
  const { workspace, destinationId } = await params;
  const { ctx, destination, canEdit, base } = await loadDestination(workspace, destinationId);
  const { items } = await listFilters(ctx, { destinationId });
  const full = items.length >= MAX_FILTERS_PER_DESTINATION;
  return (
    <div className="flex min-h-dvh flex-col">
      <PageHeader
        crumbs={[
          { label: 'Destinations', href: `/${workspace}/destinations` },
          { label: destination.name, href: `${base}/delivery` },
          { label: 'Filters', href: `${base}/filters` },
          { label: 'New filter' },
        ]}
      />
      <div className="flex flex-1 flex-col border-t">
        {full || !canEdit ? (
          <EmptyState
            title={
              canEdit
                ? 'This destination has ten filters, which is the most.'
                : 'Your role does not allow adding filters.'
            }
            description={
              canEdit
                ? 'Delete one, or join two conditions with "or".'
                : 'Ask an owner of this workspace for the role Source Admin.'
            }
            action={<LinkButton href={`${base}/filters`}>Show filters</LinkButton>}
          />
        ) : (
          <FilterEditor
            filter={null}
            destination={destination.name}
            source={destination.sourceName}
            listHref={`${base}/filters`}
            place={`This will be the ${ordinal(items.length + 1)} of at most ${MAX_FILTERS_PER_DESTINATION}.`}
            canEdit
            tryFilter={tryFilterNow.bind(null, workspace, destination.id)}
            save={addFilter.bind(null, workspace, destination.id)}
          />
        )}
      </div>
    </div>
  );
}

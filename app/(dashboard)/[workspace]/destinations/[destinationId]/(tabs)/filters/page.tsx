import type { Metadata } from 'next';
import { FilterRow } from '@/components/filter-list/filter-row';
import { CodeBlock } from '@/components/ui/code/code-block';
import { Table, TBody, Th, THead, Tr } from '@/components/ui/data/table';
import { LinkButton } from '@/components/ui/form/link-button';
import { EmptyState } from '@/components/ui/page/empty-state';
import { listFilters } from '@/control-plane/filters/list-filters';
import { MAX_FILTERS_PER_DESTINATION } from '@/spec/filter-limits';
import { loadDestination, orNotFound } from '../../../load-destination';
import { removeFilter, setFilterEnabled } from '../../filters/actions';

export const metadata: Metadata = { title: 'Filters' };

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** The filters of a destination. */
export default async function FiltersPage({ params }: Props) {
  const { workspace, destinationId } = await params;
  const { ctx, destination, canEdit, base } = await loadDestination(workspace, destinationId);
  const { items } = await orNotFound(listFilters(ctx, { destinationId }));
  const add = canEdit && items.length < MAX_FILTERS_PER_DESTINATION && (
    <LinkButton variant="primary" href={`${base}/filters/new`}>
      New filter
    </LinkButton>
  );
  if (items.length === 0) {
    return (
      <EmptyState
        title={`A filter keeps events from ${destination.name}.`}
        description="It is written as a condition, and tried on the events you really received before you save it. Filters apply to this destination alone."
        action={add}
      >
        <CodeBlock
          language="fql"
          label="example"
          numbers={false}
          code="contains(context.traits.email, '@example.com')"
        />
      </EmptyState>
    );
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3 px-gutter py-3">
        <p className="text-muted">
          {items.length} of at most {MAX_FILTERS_PER_DESTINATION}. They run in this order: sample, do not send, drop
          fields, allow fields.
        </p>
        {add}
      </div>
      <Table label="Filters">
        <THead>
          <Tr>
            <Th>Filter</Th>
            <Th className="text-right!">Enabled</Th>
          </Tr>
        </THead>
        <TBody>
          {items.map((filter) => (
            <FilterRow
              key={filter.id}
              filter={filter}
              destination={destination.name}
              href={`${base}/filters/${filter.id}`}
              canEdit={canEdit}
              setEnabled={setFilterEnabled.bind(null, workspace, destination.id, filter.id)}
              remove={removeFilter.bind(null, workspace, destination.id, filter.id)}
            />
          ))}
        </TBody>
      </Table>
    </>
  );
}

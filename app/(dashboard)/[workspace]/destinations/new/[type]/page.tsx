import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CreateDestinationForm } from '@/components/destination-settings/create-destination-form';
import { BrandMark } from '@/components/ui/data/brand-mark';
import { LinkButton } from '@/components/ui/form/link-button';
import { Callout } from '@/components/ui/page/callout';
import { EmptyState } from '@/components/ui/page/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { findDestinationType } from '@/catalog/destinations/registry';
import { can } from '@/control-plane/authorize';
import { listSources } from '@/control-plane/sources/list-sources';
import { requireContext } from '../../../../../context';
import { addDestination } from './actions';

export const metadata: Metadata = { title: 'Add destination' };

interface Props {
  params: Promise<{ workspace: string; type: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Connects a source to a destination of one type. */
export default async function NewDestinationPage({ params, searchParams }: Props) {
  const { workspace, type: key } = await params;
  const { source } = await searchParams;
  const ctx = await requireContext(workspace);
  const type = findDestinationType(key) ?? notFound();
  const { items: sources } = await listSources(ctx, { count: 1000 });
  const wanted = sources.find((one) => one.id === source)?.id ?? null;
  const crumbs = [{ label: 'Catalog', href: `/${workspace}/catalog?type=${type.type}` }, { label: `Add ${type.name}` }];
  if (!can(ctx.actor.role, 'destinations:edit')) {
    return (
      <>
        <PageHeader crumbs={crumbs} />
        <EmptyState
          title="Your role does not allow adding destinations."
          description="Ask an owner of this workspace for the role Source Admin."
          action={<LinkButton href={`/${workspace}/destinations`}>Show destinations</LinkButton>}
        />
      </>
    );
  }
  return (
    <>
      <PageHeader crumbs={crumbs} />
      <div className="max-w-measure space-y-6 px-gutter py-4">
        <div className="flex items-start gap-3">
          <BrandMark type={type.type} name={type.name} size={36} />
          <p className="text-muted">{type.description}</p>
        </div>
        {type.note && <Callout title={`About ${type.name}`}>{type.note}</Callout>}
        {sources.length === 0 ? (
          <Callout
            tone="warning"
            title="There is no source yet."
            action={<LinkButton href={`/${workspace}/sources/new`}>Add a source</LinkButton>}
          >
            A destination receives the events of a source, so add one first.
          </Callout>
        ) : (
          <CreateDestinationForm
            typeName={type.name}
            sources={sources.map(({ id, name }) => ({ id, name }))}
            initialSourceId={wanted}
            settings={type.settings}
            setup={type.setup.fields}
            base={`/${workspace}/destinations`}
            create={addDestination.bind(null, workspace, type.type)}
          />
        )}
      </div>
    </>
  );
}

import type { Metadata } from 'next';
import { ChooseAction } from '@/components/mapping-editor/choose-action';
import { NewMapping } from '@/components/mapping-editor/new-mapping';
import { EmptyState } from '@/components/ui/page/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { defaultMapping, findDestinationType } from '@/catalog/destinations/registry';
import { loadDestination } from '../../../load-destination';
import { tryTriggerNow } from '../trigger-actions';
import { createMapping } from './actions';

export const metadata: Metadata = { title: 'New mapping' };

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
  searchParams: Promise<{ action?: string; preset?: string }>;
}

/** A new mapping: the action first, then the same editor as for one that exists. */
export default async function NewMappingPage({ params, searchParams }: Props) {
  const { workspace, destinationId } = await params;
  const asked = await searchParams;
  const { destination, canEdit, base } = await loadDestination(workspace, destinationId);
  const type = findDestinationType(destination.type);
  const actions = (type?.actions ?? []).filter(({ hidden }) => !hidden);
  const preset = type?.presets.find(({ name }) => name === asked.preset);
  const action = actions.find(({ slug }) => slug === (preset?.actionSlug ?? asked.action));
  const crumbs = [
    { label: 'Destinations', href: `/${workspace}/destinations` },
    { label: destination.name, href: `${base}/delivery` },
    { label: 'Mappings', href: `${base}/mappings` },
    ...(action && canEdit ? [{ label: 'New', href: `${base}/mappings/new` }] : []),
    { label: action && canEdit ? (preset?.name ?? action.title) : 'New mapping' },
  ];
  if (action && canEdit) {
    return (
      <NewMapping
        key={`${action.slug} ${preset?.name ?? ''}`}
        proposal={{
          name: preset?.name ?? action.title,
          trigger: preset?.trigger ?? action.defaultTrigger ?? "type = 'track'",
          mapping: preset?.mapping ?? defaultMapping(destination.type, action.slug),
        }}
        action={action}
        destination={destination.name}
        maker={type?.name ?? destination.name}
        crumbs={crumbs}
        dataBase={`${base}/mappings/editor`}
        listHref={`${base}/mappings`}
        canEdit={canEdit}
        tryTrigger={tryTriggerNow.bind(null, workspace, destination.id)}
        create={createMapping.bind(null, workspace, destination.id, action.slug)}
      />
    );
  }
  return (
    <>
      <PageHeader crumbs={crumbs} />
      <div className="border-t">
        {canEdit ? (
          <>
            <p className="px-gutter py-3 text-muted">
              What should {destination.name} do with an event? A new mapping is off until you turn it on.
            </p>
            <ChooseAction
              actions={actions}
              hrefOf={({ slug }) => `${base}/mappings/new?action=${encodeURIComponent(slug)}`}
            />
          </>
        ) : (
          <EmptyState
            title="Your role only allows looking."
            description="An owner or source admin can add mappings to this destination."
          />
        )}
      </div>
    </>
  );
}

import type { Metadata } from 'next';
import { EditMapping } from '@/components/mapping-editor/edit-mapping';
import { EmptyState } from '@/components/ui/page/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { findDestinationType } from '@/catalog/destinations/registry';
import { getSubscription } from '@/control-plane/subscriptions/get-subscription';
import { loadDestination, orNotFound } from '../../../load-destination';
import { saveMapping, setMappingEnabled } from '../actions';
import { tryTriggerNow } from '../trigger-actions';

export const metadata: Metadata = { title: 'Mapping' };

interface Props {
  params: Promise<{ workspace: string; destinationId: string; subscriptionId: string }>;
  /** `field`: the path of the field to begin with. */
  searchParams: Promise<{ field?: string | string[] }>;
}

/** One mapping of a destination: when it runs, what fills which field, and what comes out. */
export default async function MappingPage({ params, searchParams }: Props) {
  const { workspace, destinationId, subscriptionId } = await params;
  const { field } = await searchParams;
  const { ctx, destination, canEdit, base } = await loadDestination(workspace, destinationId);
  const mapping = await orNotFound(getSubscription(ctx, { destinationId, id: subscriptionId }));
  const type = findDestinationType(destination.type);
  const action = type?.actions.find((one) => one.slug === mapping.actionSlug);
  const crumbs = [
    { label: 'Destinations', href: `/${workspace}/destinations` },
    { label: destination.name, href: `${base}/delivery` },
    { label: 'Mappings', href: `${base}/mappings` },
    { label: mapping.name },
  ];
  if (!action) {
    return (
      <>
        <PageHeader crumbs={crumbs} />
        <div className="border-t">
          <EmptyState
            title={`The action ${mapping.actionSlug} is no longer part of this destination.`}
            description="The mapping does nothing any more."
          />
        </div>
      </>
    );
  }
  return (
    <EditMapping
      key={mapping.id}
      mapping={mapping}
      action={action}
      destination={destination.name}
      maker={type?.name ?? destination.name}
      crumbs={crumbs}
      startAt={typeof field === 'string' ? field : null}
      dataBase={`${base}/mappings/editor`}
      canEdit={canEdit}
      tryTrigger={tryTriggerNow.bind(null, workspace, destination.id)}
      save={saveMapping.bind(null, workspace, destination.id, mapping.id)}
      setEnabled={setMappingEnabled.bind(null, workspace, destination.id, mapping.id)}
    />
  );
}

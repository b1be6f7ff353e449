import type { Metadata } from 'next';
import Link from 'next/link';
import { DeleteDestination } from '@/components/destination-settings/delete-destination';
import { SettingsForm } from '@/components/destination-settings/settings-form';
import { Callout } from '@/components/ui/page/callout';
import { findDestinationType } from '@/catalog/destinations/registry';
import { listFilters } from '@/control-plane/filters/list-filters';
import { listSubscriptions } from '@/control-plane/subscriptions/list-subscriptions';
import { removeDestination, saveDestination } from '../../actions';
import { loadDestination } from '../../../load-destination';

export const metadata: Metadata = { title: 'Settings' };

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** Connection settings, name and deletion of a destination. */
export default async function DestinationSettingsPage({ params }: Props) {
  const { workspace, destinationId } = await params;
  const { ctx, destination, canEdit, base } = await loadDestination(workspace, destinationId);
  const [filters, mappings] = await Promise.all([
    listFilters(ctx, { destinationId }),
    listSubscriptions(ctx, { destinationId }),
  ]);
  const type = findDestinationType(destination.type);
  return (
    <div className="max-w-measure space-y-8 px-gutter py-6">
      {!canEdit && (
        <Callout title="You can look at these settings, not change them.">
          Ask an owner for the role Source Admin.
        </Callout>
      )}
      {type?.note && <Callout title={`About ${type.name}`}>{type.note}</Callout>}
      <SettingsForm
        destination={destination}
        fields={type?.settings ?? []}
        canEdit={canEdit}
        save={saveDestination.bind(null, workspace, destination.id)}
      />
      {type !== undefined && type.setup.fields.length > 0 && (
        <p className="text-xs text-muted">
          {type.setup.fields.map((field) => field.label).join(', ')}: part of each mapping, so that different events can
          go to different places.{' '}
          <Link className="link underline underline-offset-2" href={`${base}/mappings`}>
            Open the mappings
          </Link>
        </p>
      )}
      {canEdit && (
        <div className="border-t pt-6">
          <DeleteDestination
            name={destination.name}
            mappings={mappings.items.length}
            filters={filters.items.length}
            listHref={`/${workspace}/destinations`}
            remove={removeDestination.bind(null, workspace, destination.id)}
          />
        </div>
      )}
    </div>
  );
}

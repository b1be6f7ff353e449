import type { Metadata } from 'next';
import { MappingList } from '@/components/destination-mappings/mapping-list';
import { getMappingList } from '@/control-plane/subscriptions/mapping-list';
import { loadDestination, orNotFound } from '../../../load-destination';
import { addFromPresets, duplicateMapping, enableMappings, removeMappings, reorderMappings } from './actions';

export const metadata: Metadata = { title: 'Mappings' };

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** The mappings of a destination: when which action runs. */
export default async function MappingsPage({ params }: Props) {
  const { workspace, destinationId } = await params;
  const { ctx, destination, canEdit, base } = await loadDestination(workspace, destinationId);
  const list = await orNotFound(getMappingList(ctx, { destinationId }));
  return (
    <MappingList
      list={list}
      destination={destination.name}
      base={`${base}/mappings`}
      canEdit={canEdit}
      deeds={{
        addFromPresets: addFromPresets.bind(null, workspace, destination.id),
        duplicate: duplicateMapping.bind(null, workspace, destination.id),
        reorder: reorderMappings.bind(null, workspace, destination.id),
        enable: enableMappings.bind(null, workspace, destination.id),
        remove: removeMappings.bind(null, workspace, destination.id),
      }}
    />
  );
}

import type { Metadata } from 'next';
import { EnableToggle } from '@/components/destination-page/enable-toggle';
import { RowLink } from '@/components/ui/data/row-link';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/data/table';
import { EmptyState } from '@/components/ui/page/empty-state';
import { listSubscriptions } from '@/control-plane/subscriptions/list-subscriptions';
import { loadDestination, orNotFound } from '../../../load-destination';
import { setMappingEnabled } from '../../mappings/actions';

export const metadata: Metadata = { title: 'Mappings' };

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
}

/** The mappings of a destination: when which action runs. */
export default async function MappingsPage({ params }: Props) {
  const { workspace, destinationId } = await params;
  const { ctx, destination, canEdit, base } = await loadDestination(workspace, destinationId);
  const { items } = await orNotFound(listSubscriptions(ctx, { destinationId }));
  if (items.length === 0) {
    return (
      <EmptyState
        title="A mapping says which events are sent, and as what."
        description="This destination has none, so nothing is sent to it. Mappings can be added with the Public API (POST /destinations/{id}/subscriptions)."
      />
    );
  }
  const running = items.filter((item) => item.enabled).length;
  return (
    <>
      <p className="px-gutter py-3 text-muted">
        {running} of {items.length} enabled. Every enabled mapping whose trigger matches an event sends it to{' '}
        {destination.name}.
      </p>
      <Table label="Mappings">
        <THead>
          <Tr>
            <Th>Name</Th>
            <Th fold>When</Th>
            <Th fold>Action</Th>
            <Th className="text-right!">Enabled</Th>
          </Tr>
        </THead>
        <TBody>
          {items.map((mapping) => (
            <Tr key={mapping.id}>
              <Td className="py-2">
                <RowLink href={`${base}/mappings/${mapping.id}`}>{mapping.name}</RowLink>
                <code className="block font-mono text-xs break-words text-muted md:hidden">{mapping.trigger}</code>
              </Td>
              <Td fold>
                <code className="font-mono text-xs break-words text-muted">{mapping.trigger}</code>
              </Td>
              <Td fold className="whitespace-nowrap text-muted">
                {mapping.actionTitle}
              </Td>
              <Td className="w-0 text-right">
                <span className="relative z-1 inline-flex align-middle">
                  <EnableToggle
                    enabled={mapping.enabled}
                    label={`${mapping.name} enabled`}
                    canEdit={canEdit}
                    set={setMappingEnabled.bind(null, workspace, destination.id, mapping.id)}
                  />
                </span>
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </>
  );
}

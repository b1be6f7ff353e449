import type { Metadata } from 'next';
import { findDestinationSummary } from '@/catalog/destinations/registry';
import { EventTesterLazy } from '@/components/event-tester/event-tester-lazy';
import { getEvent } from '@/control-plane/debugger/get-event';
import { ControlPlaneError } from '@/control-plane/errors';
import { listTestEvents } from '@/control-plane/event-tester/list-test-events';
import { listSubscriptions } from '@/control-plane/subscriptions/list-subscriptions';
import { loadDestination, orNotFound } from '../../../load-destination';
import { listTestEventsNow, testEventNow } from '../../tester/actions';

export const metadata: Metadata = { title: 'Event tester' };

interface Props {
  params: Promise<{ workspace: string; destinationId: string }>;
  searchParams: Promise<{ event?: string | string[] }>;
}

/** Tries one event on the way to this destination. `?event=` names one of the source's. */
export default async function TesterPage({ params, searchParams }: Props) {
  const { workspace, destinationId } = await params;
  const { event: eventId } = await searchParams;
  const { ctx, destination, canEdit, base } = await loadDestination(workspace, destinationId);
  const { sourceId } = destination;
  const asked = typeof eventId === 'string' ? eventId : null;
  const [mappings, recent, chosen] = await orNotFound(
    Promise.all([
      listSubscriptions(ctx, { destinationId }),
      listTestEvents(ctx, { destinationId }),
      asked === null
        ? null
        : getEvent(ctx, { sourceId, eventId: asked }).catch((error: unknown) => {
            if (error instanceof ControlPlaneError) return null;
            throw error;
          }),
    ]),
  );
  const payload = chosen?.event.payload ?? recent[0]?.payload;
  return (
    <EventTesterLazy
      key={asked ?? ''}
      destination={{ id: destination.id, name: destination.name }}
      source={destination.sourceName}
      base={base}
      mappings={mappings.items.map(({ id, name, enabled }) => ({ id, name, enabled }))}
      initial={payload === undefined ? null : { payload, chosen: chosen !== null }}
      notFound={asked !== null && chosen === null}
      recent={recent}
      device={findDestinationSummary(destination.type)?.mode === 'device'}
      canEdit={canEdit}
      run={testEventNow.bind(null, workspace, destination.id)}
      loadRecent={listTestEventsNow.bind(null, workspace, destination.id)}
    />
  );
}

'use server';

import { listTestEvents } from '@/control-plane/event-tester/list-test-events';
import { testDestinationEvent } from '@/control-plane/event-tester/test-event';
import { runAction } from '../../../../../action-result';
import { requireContext } from '../../../../../context';

/** Puts an event on the way of real traffic to a destination: dry, or for real. */
export async function testEventNow(
  workspace: string,
  destinationId: string,
  input: { text: string; mode: 'dry' | 'real'; subscriptionId?: string },
) {
  const ctx = await requireContext(workspace);
  return runAction(() => testDestinationEvent(ctx, { ...input, destinationId }));
}

/** The kinds of events that the source received lately. */
export async function listTestEventsNow(workspace: string, destinationId: string) {
  const ctx = await requireContext(workspace);
  return runAction(() => listTestEvents(ctx, { destinationId }));
}

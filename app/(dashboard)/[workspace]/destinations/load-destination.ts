import { notFound } from 'next/navigation';
import { cache } from 'react';
import { can } from '@/control-plane/authorize';
import type { Context } from '@/control-plane/context';
import { getDestination } from '@/control-plane/destinations/get-destination';
import type { DestinationView } from '@/control-plane/destinations/destination-view';
import { ControlPlaneError } from '@/control-plane/errors';
import { requireContext } from '../../../context';

/** What `work` resolves to; what does not exist becomes Next's "not found" page. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ControlPlaneError && error.code === 'not_found') notFound();
    throw error;
  }
}

/** The destination that a page is about, read once per request, and what the person may do. */
export const loadDestination = cache(
  async (
    workspace: string,
    destinationId: string,
  ): Promise<{ ctx: Context; destination: DestinationView; canEdit: boolean; base: string }> => {
    const ctx = await requireContext(workspace);
    const destination = await orNotFound(getDestination(ctx, { id: destinationId }));
    const base = `/${workspace}/destinations/${destination.id}`;
    return { ctx, destination, canEdit: can(ctx.actor.role, 'destinations:edit'), base };
  },
);

import type { z } from 'zod';
import { findDestinationType } from '@/catalog/destinations/registry';
import { getDestination } from '@/control-plane/destinations/get-destination';
import { createSubscription } from '@/control-plane/subscriptions/create-subscription';
import { deleteSubscription } from '@/control-plane/subscriptions/delete-subscription';
import { getSubscription } from '@/control-plane/subscriptions/get-subscription';
import { listSubscriptions } from '@/control-plane/subscriptions/list-subscriptions';
import type { SubscriptionView } from '@/control-plane/subscriptions/subscription-view';
import type {
  createSubscriptionSchema,
  updateSubscriptionSchema,
} from '@/control-plane/subscriptions/subscription.schema';
import { updateSubscription } from '@/control-plane/subscriptions/update-subscription';
import type { Json, JsonObject } from '@/spec/event';
import { actionById, actionId } from '../catalog/action-id';
import { invalidField, withFieldNames } from '../transport/errors';
import type { Call, Operation } from '../transport/operation';
import { sliceOf } from '../transport/pagination';

const NAMES = { actionSlug: 'actionId', mapping: 'settings' };

/** The destination in the path. @throws ControlPlaneError `not_found`. */
async function destinationOf({ ctx, params }: Call) {
  const destination = await getDestination(ctx, { id: params.destinationId ?? '' });
  return { ...destination, metadata: findDestinationType(destination.type) };
}
type FoundDestination = Awaited<ReturnType<typeof destinationOf>>;

/** Segment's DestinationSubscription. */
function represent({ metadata }: FoundDestination, subscription: SubscriptionView): JsonObject {
  return {
    id: subscription.id,
    name: subscription.name,
    actionId: metadata ? actionId(metadata, subscription.actionSlug) : '',
    actionSlug: subscription.actionSlug,
    destinationId: subscription.destinationId,
    enabled: subscription.enabled,
    settings: subscription.mapping,
    trigger: subscription.trigger,
  };
}

/** The slug of the action that `id` names; what names none goes to the verb, which refuses it. */
function slugOf({ metadata }: FoundDestination, id: Json | undefined): Json | undefined {
  return (metadata && typeof id === 'string' ? actionById(metadata, id)?.slug : undefined) ?? id;
}

/** Subscriptions: the mappings of a destination. At most 50, so pages are cut from the whole list. */
export const subscriptionOperations: Operation[] = [
  {
    method: 'GET',
    path: '/destinations/:destinationId/subscriptions',
    run: async (call) => {
      const destination = await destinationOf(call);
      const all = await listSubscriptions(call.ctx, { destinationId: destination.id });
      const { items, pagination } = sliceOf(all.items, call.page());
      return { subscriptions: items.map((one) => represent(destination, one)), pagination };
    },
  },
  {
    method: 'POST',
    path: '/destinations/:destinationId/subscriptions',
    run: (call) =>
      withFieldNames(NAMES, async () => {
        const destination = await destinationOf(call);
        const { name, trigger, enabled, settings: mapping, modelId } = call.body;
        if (modelId != null) throw invalidField('modelId', 'is for Reverse ETL, which this server does not have');
        const actionSlug = slugOf(destination, call.body.actionId);
        const input = { destinationId: destination.id, name, actionSlug, trigger, enabled, mapping };
        const created = await createSubscription(call.ctx, input as z.input<typeof createSubscriptionSchema>);
        return { destinationSubscription: represent(destination, created) };
      }),
  },
  {
    method: 'GET',
    path: '/destinations/:destinationId/subscriptions/:id',
    run: async (call) => {
      const destination = await destinationOf(call);
      const input = { destinationId: destination.id, id: call.params.id ?? '' };
      return { subscription: represent(destination, await getSubscription(call.ctx, input)) };
    },
  },
  {
    method: 'PATCH',
    path: '/destinations/:destinationId/subscriptions/:id',
    run: (call) =>
      withFieldNames(NAMES, async () => {
        const destination = await destinationOf(call);
        const { name, trigger, enabled, settings: mapping } = (call.body.input ?? call.body) as JsonObject;
        const input = { destinationId: destination.id, id: call.params.id, name, trigger, enabled, mapping };
        const updated = await updateSubscription(call.ctx, input as z.input<typeof updateSubscriptionSchema>);
        return { subscription: represent(destination, updated) };
      }),
  },
  {
    method: 'DELETE',
    path: '/destinations/:destinationId/subscriptions/:id',
    run: async ({ ctx, params }) => {
      await deleteSubscription(ctx, { destinationId: params.destinationId ?? '', id: params.id ?? '' });
      return { status: 'SUCCESS' };
    },
  },
];

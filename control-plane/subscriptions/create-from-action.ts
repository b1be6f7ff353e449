import { defaultMapping, findDestinationType } from '@/catalog/destinations/registry';
import { parseFql } from '@/spec/fql/parse-fql';
import { db } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { listSubscriptionRows } from '@/storage/entities/subscriptions';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { createSubscription } from './create-subscription';
import { setupAnswers } from './preset-of';
import { MAX_NAME } from './subscription.schema';
import type { SubscriptionView } from './subscription-view';

/** When the definition proposes no trigger. */
const PLAIN_TRIGGER = 'type = "track"';

/**
 * Adds a mapping of an action, disabled, with the name, trigger and fields that its definition proposes.
 * @throws ControlPlaneError as `createSubscription`.
 */
export async function createFromAction(
  ctx: Context,
  input: { destinationId: string; actionSlug: string },
): Promise<SubscriptionView> {
  authorize(ctx, 'destinations:edit');
  const destination = await findDestination(db(), ctx.workspace.id, input.destinationId);
  if (!destination) throw notFound('destination');
  const type = findDestinationType(destination.type);
  const action = type?.actions.find(({ slug }) => slug === input.actionSlug);
  const preset = type?.presets.find(({ actionSlug }) => actionSlug === input.actionSlug);
  const proposed = [action?.defaultTrigger, preset?.trigger].find((trigger) => trigger && parseFql(trigger).ok);
  const present = await listSubscriptionRows(db(), ctx.workspace.id, destination.id);
  return createSubscription(ctx, {
    destinationId: destination.id,
    actionSlug: input.actionSlug,
    name: (action?.title ?? input.actionSlug).slice(0, MAX_NAME),
    trigger: proposed ?? PLAIN_TRIGGER,
    mapping: { ...defaultMapping(destination.type, input.actionSlug), ...setupAnswers(destination.type, present) },
  });
}

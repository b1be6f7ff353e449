import type { z } from 'zod';
import { defaultMapping, findDestinationType } from '@/catalog/destinations/registry';
import { newId } from '@/platform/ids';
import { findSubscription, insertSubscriptions } from '@/storage/entities/subscriptions';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { ControlPlaneError, notFound } from '../errors';
import { requireValidFql } from '../filters/require-valid-fql';
import { parseInput } from '../parse-input';
import { checkMapping } from './check-mapping';
import { evaluationFaults } from './evaluation-faults';
import { nextPosition, requireRoom } from './max-subscriptions';
import { createSubscriptionSchema } from './subscription.schema';
import { viewSubscription, type SubscriptionView } from './subscription-view';

/**
 * Adds a mapping, last in the order; a destination may have 50, a webhook 5.
 * @throws ControlPlaneError `not_found`, `invalid_input` (unknown action, bad trigger, mapping), `precondition_failed` (as many as may be).
 */
export async function createSubscription(
  ctx: Context,
  input: z.input<typeof createSubscriptionSchema>,
): Promise<SubscriptionView> {
  authorize(ctx, 'destinations:edit');
  const wanted = parseInput(createSubscriptionSchema, input);
  requireValidFql(wanted.trigger, 'trigger');
  const faults = await evaluationFaults(wanted.mapping);
  return transaction(async (tx) => {
    const destination = await lockDestination(tx, ctx, wanted.destinationId);
    const action = findDestinationType(destination.type)?.actions.find(({ slug }) => slug === wanted.actionSlug);
    if (!action) {
      const message = 'This destination has no such action.';
      throw new ControlPlaneError('invalid_input', `actionSlug: ${message}`, { actionSlug: message });
    }
    const mapping = wanted.mapping ?? defaultMapping(destination.type, action.slug);
    checkMapping(action, mapping, { faults });
    const present = await requireRoom(tx, ctx, destination, 1);
    const id = newId('sub');
    const position = nextPosition(present);
    await insertSubscriptions(tx, [{ ...wanted, mapping, id, position }]);
    const row = await findSubscription(tx, ctx.workspace.id, destination.id, id);
    if (!row) throw notFound('mapping');
    await audit(tx, ctx, {
      type: 'Mapping Created',
      resource: { type: 'subscription', id, name: row.name },
      detail: { destination: destination.name, trigger: row.trigger, enabled: row.enabled },
    });
    return viewSubscription(row, destination.type);
  });
}

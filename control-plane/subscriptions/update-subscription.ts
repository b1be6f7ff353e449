import type { z } from 'zod';
import { findDestinationType } from '@/catalog/destinations/registry';
import type { JsonObject } from '@/spec/event';
import { findSubscription, updateSubscriptionRow } from '@/storage/entities/subscriptions';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { ControlPlaneError, notFound } from '../errors';
import { requireValidFql } from '../filters/require-valid-fql';
import { parseInput } from '../parse-input';
import { checkMapping } from './check-mapping';
import { requireStillComplete } from './complete/require-complete-mappings';
import { evaluationFaults } from './evaluation-faults';
import { updateSubscriptionSchema } from './subscription.schema';
import { viewSubscription, type SubscriptionView } from './subscription-view';

/**
 * Changes a mapping: its name, trigger, fields, or whether it runs. `mapping` replaces the whole mapping.
 * @throws ControlPlaneError `not_found`, `invalid_input` (bad trigger, with the position; mapping), `gone` (action no longer
 * in the catalog), `precondition_failed` (`keepComplete`, and it would be enabled without what it needs).
 */
export async function updateSubscription(
  ctx: Context,
  input: z.input<typeof updateSubscriptionSchema>,
): Promise<SubscriptionView> {
  authorize(ctx, 'destinations:edit');
  const { destinationId, id, keepComplete, ...change } = parseInput(updateSubscriptionSchema, input);
  if (change.trigger !== undefined) requireValidFql(change.trigger, 'trigger');
  const faults = await evaluationFaults(change.mapping);
  return transaction(async (tx) => {
    const destination = await lockDestination(tx, ctx, destinationId);
    const before = await findSubscription(tx, ctx.workspace.id, destination.id, id);
    if (!before) throw notFound('mapping');
    const action = findDestinationType(destination.type)?.actions.find(({ slug }) => slug === before.actionSlug);
    if (change.mapping) {
      if (!action) throw new ControlPlaneError('gone', `The action ${before.actionSlug} no longer exists.`);
      checkMapping(action, change.mapping, { before: before.mapping as JsonObject, faults });
    }
    if (keepComplete && action) requireStillComplete(action, before, change);
    const row = await updateSubscriptionRow(tx, id, change);
    const resource = { type: 'subscription' as const, id, name: row.name };
    if (row.enabled !== before.enabled) {
      const type = row.enabled ? 'Mapping Enabled' : 'Mapping Disabled';
      await audit(tx, ctx, { type, resource, detail: { destination: destination.name } });
    }
    const { enabled: _, ...rest } = change;
    if (Object.values(rest).some((value) => value !== undefined)) {
      await audit(tx, ctx, {
        type: 'Mapping Modified',
        resource,
        detail: { destination: destination.name, trigger: row.trigger },
      });
    }
    return viewSubscription(row, destination.type);
  });
}

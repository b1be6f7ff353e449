import type { z } from 'zod';
import { newId } from '@/platform/ids';
import { insertSubscriptions, listSubscriptionRows } from '@/storage/entities/subscriptions';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { lockDestination } from '../destinations/lock-destination';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { nextPosition, requireRoom } from './max-subscriptions';
import { missingPresets, setupAnswers } from './preset-of';
import { fromPresetsSchema } from './subscription.schema';

/**
 * Adds mappings from presets that the destination does not have yet: those named, or all of them. They are last in the
 * order and disabled, as every new mapping is. Answers their ids.
 * @throws ControlPlaneError `not_found` (also for a preset that it has), `precondition_failed` (too many).
 */
export async function createFromPresets(
  ctx: Context,
  input: z.input<typeof fromPresetsSchema>,
): Promise<{ ids: string[] }> {
  authorize(ctx, 'destinations:edit');
  const wanted = parseInput(fromPresetsSchema, input);
  return transaction(async (tx) => {
    const destination = await lockDestination(tx, ctx, wanted.destinationId);
    const before = await listSubscriptionRows(tx, ctx.workspace.id, destination.id);
    const missing = missingPresets(destination.type, before);
    const presets = wanted.names ? missing.filter(({ name }) => wanted.names?.includes(name)) : missing;
    if (presets.length === 0) throw notFound('preset');
    const present = await requireRoom(tx, ctx, destination, presets.length);
    const answers = setupAnswers(destination.type, present);
    const first = nextPosition(present);
    const rows = presets.map((preset, index) => ({
      id: newId('sub'),
      destinationId: destination.id,
      name: preset.name,
      actionSlug: preset.actionSlug,
      trigger: preset.trigger.trim(),
      mapping: { ...preset.mapping, ...answers },
      enabled: false,
      position: first + index,
    }));
    await insertSubscriptions(tx, rows);
    for (const { id, name, trigger } of rows) {
      await audit(tx, ctx, {
        type: 'Mapping Created',
        resource: { type: 'subscription', id, name },
        detail: { destination: destination.name, trigger, enabled: false, preset: name },
      });
    }
    return { ids: rows.map(({ id }) => id) };
  });
}

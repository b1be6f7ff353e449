import { z } from 'zod';
import { pool } from '@/storage/client';
import { resetBreaker } from '@/storage/deliveries/breaker/reset-breaker';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { againCounters } from './again-counters';
import { requireDestination } from './require-destination';

const inputSchema = z.object({ destinationId: z.string() });

/**
 * Has a destination that is held back or paused delivered to again at once; failures are counted from nothing. Returns
 * whether there was anything to reset. @throws ControlPlaneError `not_found`.
 */
export async function resetDestinationBreaker(
  ctx: Context,
  input: z.input<typeof inputSchema>,
): Promise<{ reset: boolean }> {
  authorize(ctx, 'destinations:edit');
  const { destinationId } = parseInput(inputSchema, input);
  const destination = await requireDestination(ctx, destinationId);
  const reset = await transaction(async (tx) => {
    const before = await resetBreaker(pool(), ctx.workspace.id, destination.id);
    if (!before) return false;
    await audit(tx, ctx, {
      type: 'Destination Breaker Reset',
      resource: { type: 'destination', id: destination.id, name: destination.name },
      detail: { state: before.state === 'closed' ? 'paused' : before.state, reason: before.reason },
    });
    return true;
  });
  if (reset) againCounters().resets += 1;
  return { reset };
}

import { pool } from '@/storage/client';
import { retryNow } from '@/storage/deliveries/again/retry-now';
import { readBreakers } from '@/storage/deliveries/breaker/read-breakers';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { againCounters } from './again-counters';
import { selectionSchema, type SelectionInput } from './deliveries.schema';
import { selectionInWords } from './selection-in-words';
import { MOST_PER_CLICK } from './most-per-click';
import { requireDestination } from './require-destination';

/** What "Retry now" did. */
export interface RetriedNow {
  /** Deliveries that are due now. */
  moved: number;
  /** Whether as many were moved as one click may: there may be more. */
  more: boolean;
  /** Nothing is sent yet all the same: the next single try decides, or the destination asked for patience. */
  held: 'breaker' | 'pause' | null;
}

/**
 * Makes waiting deliveries due now, at most 10,000 at a time. Attempts count on; while the destination is held back, its
 * next single try is made at once. @throws ControlPlaneError `not_found`, `invalid_input`.
 */
export async function retryDeliveries(ctx: Context, input: SelectionInput): Promise<RetriedNow> {
  authorize(ctx, 'destinations:edit');
  const selection = parseInput(selectionSchema, input);
  const destination = await requireDestination(ctx, selection.destinationId);
  const workspaceId = ctx.workspace.id;
  const moved = await transaction(async (tx) => {
    const count = await retryNow(pool(), { ...selection, workspaceId }, MOST_PER_CLICK);
    await audit(tx, ctx, {
      type: 'Deliveries Retried',
      resource: { type: 'destination', id: destination.id, name: destination.name },
      detail: { deliveries: count, ...selectionInWords(selection) },
    });
    return count;
  });
  againCounters().retriedNow += moved;
  const [breaker] = await readBreakers(pool(), workspaceId, [destination.id]);
  const held = !breaker ? null : breaker.state !== 'closed' ? 'breaker' : 'pause';
  return { moved, more: moved === MOST_PER_CLICK, held };
}

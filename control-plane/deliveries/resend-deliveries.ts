import { pool } from '@/storage/client';
import { askResend } from '@/storage/deliveries/again/ask-resend';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { againCounters } from './again-counters';
import { selectionSchema, type SelectionInput } from './deliveries.schema';
import { MOST_PER_CLICK } from './most-per-click';
import { requireDestination } from './require-destination';
import { selectionInWords } from './selection-in-words';

/** What "Send again" asked for. */
export interface AskedAgain {
  /** Deliveries that the workers will send again within seconds. */
  asked: number;
  /** Those that matched and are no longer in the event log. */
  gone: number;
  /** Whether as many matched as one click takes: there may be more. */
  more: boolean;
}

/**
 * Has deliveries that failed for good sent again, oldest first, at most 10,000 at a time: each event is decided anew by
 * the filters and mappings of now. @throws ControlPlaneError `not_found`, `invalid_input`, `precondition_failed` (disabled).
 */
export async function resendDeliveries(ctx: Context, input: SelectionInput): Promise<AskedAgain> {
  authorize(ctx, 'destinations:edit');
  const selection = parseInput(selectionSchema, input);
  const destination = await requireDestination(ctx, selection.destinationId);
  if (!destination.enabled)
    throw new ControlPlaneError('precondition_failed', 'The destination is disabled. Enable it, then send again.');
  const { asked, found } = await transaction(async (tx) => {
    const result = await askResend(pool(), { ...selection, workspaceId: ctx.workspace.id }, MOST_PER_CLICK);
    await audit(tx, ctx, {
      type: 'Deliveries Sent Again',
      resource: { type: 'destination', id: destination.id, name: destination.name },
      detail: { deliveries: result.asked, ...selectionInWords(selection) },
    });
    return result;
  });
  againCounters().resent += asked;
  return { asked, gone: found - asked, more: found === MOST_PER_CLICK };
}

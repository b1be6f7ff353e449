import { changeSource, findSource, lockSource } from '@/storage/entities/sources';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { setHonestModeInput } from './source.schema';
import { sourceView, type SourceView } from './source-view';

/**
 * Chooses how senders are answered: as Segment does, or with the truth about each event (docs/adr/0009). Servers follow
 * within about a second. No change writes no audit line.
 */
export async function setHonestMode(ctx: Context, input: unknown): Promise<SourceView> {
  authorize(ctx, 'sources:edit');
  const { sourceId, honestMode } = parseInput(setHonestModeInput, input);
  const row = await transaction(async (tx) => {
    if (!(await lockSource(tx, ctx.workspace.id, sourceId))) throw notFound('source');
    const before = await findSource(tx, ctx.workspace.id, sourceId);
    if (!before) throw notFound('source');
    if (before.honestMode === honestMode) return before;
    const after = await changeSource(tx, sourceId, { honestMode });
    await audit(tx, ctx, {
      type: 'Source Settings Modified',
      resource: { type: 'source', id: sourceId, name: after.name },
      detail: { setting: 'honestMode', from: before.honestMode, to: honestMode },
    });
    return after;
  });
  return sourceView(ctx, row);
}

import { findSource, lockSource } from '@/storage/entities/sources';
import { changeWriteKeyLimit } from '@/storage/entities/write-keys';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { setWriteKeyLimitInput } from '../sources/source.schema';
import { maskWriteKey, writeKeyView, type WriteKeyView } from './write-key-view';

/**
 * Sets how many events a second may be sent with a write key, or null for no limit; what is over it is answered 429.
 * Servers follow within about a second, each counting for itself. No change writes no audit line.
 */
export async function setWriteKeyLimit(ctx: Context, input: unknown): Promise<WriteKeyView> {
  authorize(ctx, 'sources:edit');
  const { sourceId, writeKeyId, eventsPerSecond } = parseInput(setWriteKeyLimitInput, input);
  const row = await transaction(async (tx) => {
    if (!(await lockSource(tx, ctx.workspace.id, sourceId))) throw notFound('source');
    const source = await findSource(tx, ctx.workspace.id, sourceId);
    if (!source) throw notFound('source');
    const before = source.writeKeys.find((key) => key.id === writeKeyId);
    if (!before) throw notFound('write key');
    if (before.eventsPerSecond === eventsPerSecond) return before;
    const after = await changeWriteKeyLimit(tx, writeKeyId, eventsPerSecond);
    await audit(tx, ctx, {
      type: 'Source Write Key Modified',
      resource: { type: 'write_key', id: after.id, name: `${source.name} ${maskWriteKey(after.key)}` },
      detail: { sourceId, setting: 'eventsPerSecond', from: before.eventsPerSecond, to: eventsPerSecond },
    });
    return after;
  });
  return writeKeyView(ctx, row);
}

import { findSource, findSourceDestinations, lockSource, removeSource } from '@/storage/entities/sources';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { sourceIdInput } from './source.schema';

/**
 * Deletes a source with its write keys and destinations (their filters and mappings too). Events that were already
 * accepted stay in the log until their retention ends; nothing new is accepted.
 */
export async function deleteSource(ctx: Context, input: unknown): Promise<{ id: string }> {
  authorize(ctx, 'sources:edit');
  const { sourceId } = parseInput(sourceIdInput, input);
  await transaction(async (tx) => {
    if (!(await lockSource(tx, ctx.workspace.id, sourceId))) throw notFound('source');
    const source = await findSource(tx, ctx.workspace.id, sourceId);
    if (!source) throw notFound('source');
    for (const destination of await findSourceDestinations(tx, ctx.workspace.id, sourceId)) {
      await audit(tx, ctx, {
        type: 'Integration Deleted',
        resource: { type: 'destination', id: destination.id, name: destination.name },
        detail: { with: source.name },
      });
    }
    await removeSource(tx, sourceId);
    await audit(tx, ctx, { type: 'Source Deleted', resource: { type: 'source', id: sourceId, name: source.name } });
  });
  return { id: sourceId };
}

import { installation } from '@/platform/installation';
import { changeSource, findSource, lockSource } from '@/storage/entities/sources';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError, notFound } from '../errors';
import { parseInput } from '../parse-input';
import { setSourceRegionInput } from './source.schema';
import { sourceView, type SourceView } from './source-view';

/**
 * Chooses the region whose host the source's snippets and settings name; null for the installation's own address.
 * Clients that have loaded settings go on with the old host, which works as before. No change writes no audit line.
 */
export async function setSourceRegion(ctx: Context, input: unknown): Promise<SourceView> {
  authorize(ctx, 'sources:edit');
  const { sourceId, region } = parseInput(setSourceRegionInput, input);
  if (region !== null && !installation().regions.some(({ name }) => name === region)) {
    throw new ControlPlaneError('invalid_input', `There is no region ${region} here.`, {
      region: 'Choose a listed region.',
    });
  }
  const row = await transaction(async (tx) => {
    if (!(await lockSource(tx, ctx.workspace.id, sourceId))) throw notFound('source');
    const before = await findSource(tx, ctx.workspace.id, sourceId);
    if (!before) throw notFound('source');
    if (before.region === region) return before;
    const after = await changeSource(tx, sourceId, { region });
    await audit(tx, ctx, {
      type: 'Source Settings Modified',
      resource: { type: 'source', id: sourceId, name: after.name },
      detail: { setting: 'region', from: before.region, to: region },
    });
    return after;
  });
  return sourceView(ctx, row);
}

import { changeSource, findSource, findSourceSlugs, lockSource, lockSourceSlugs } from '@/storage/entities/sources';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError, notFound } from '../errors';
import { parseInput } from '../parse-input';
import { updateSourceInput } from './source.schema';
import { sourceView, type SourceView } from './source-view';

/**
 * Renames a source, changes its slug or settings, enables or disables it. A disabled source refuses its events with the
 * reason `source_disabled`. What would change nothing writes no audit line.
 */
export async function updateSource(ctx: Context, input: unknown): Promise<SourceView> {
  authorize(ctx, 'sources:edit');
  const { sourceId, ...wanted } = parseInput(updateSourceInput, input);
  const row = await transaction(async (tx) => {
    if (wanted.slug !== undefined) await lockSourceSlugs(tx, ctx.workspace.id);
    if (!(await lockSource(tx, ctx.workspace.id, sourceId))) throw notFound('source');
    const before = await findSource(tx, ctx.workspace.id, sourceId);
    if (!before) throw notFound('source');
    if (wanted.slug !== undefined && wanted.slug !== before.slug) {
      const taken = await findSourceSlugs(tx, ctx.workspace.id, wanted.slug);
      if (taken.includes(wanted.slug)) {
        throw new ControlPlaneError('conflict', `Another source already has the slug ${wanted.slug}.`, {
          slug: 'This slug is taken.',
        });
      }
    }
    const after = await changeSource(tx, sourceId, wanted);
    const resource = { type: 'source' as const, id: sourceId, name: after.name };
    if (after.name !== before.name || after.slug !== before.slug) {
      await audit(tx, ctx, { type: 'Source Modified', resource, detail: { from: before.name, to: after.name } });
    }
    if (wanted.settings !== undefined) await audit(tx, ctx, { type: 'Source Settings Modified', resource });
    if (after.enabled !== before.enabled) {
      await audit(tx, ctx, { type: after.enabled ? 'Source Enabled' : 'Source Disabled', resource });
    }
    return after;
  });
  return sourceView(ctx, row);
}

import { findWorkspaceBySlug, lockWorkspace, updateWorkspace as write } from '@/storage/entities/workspaces';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { slugTaken } from './slug-taken';
import { workspaceSchema } from './workspace.schema';

/**
 * Changes name and slug. With another slug the workspace's URLs change at once and the old ones are free for others;
 * sources, keys and tokens are not touched.
 * @throws ControlPlaneError `forbidden`, `invalid_input`, `conflict` on the field `slug`
 */
export async function updateWorkspace(ctx: Context, input: unknown): Promise<Context['workspace']> {
  authorize(ctx, 'workspace:edit');
  const { name, slug } = parseInput(workspaceSchema, input);
  return transaction(async (tx) => {
    await lockWorkspace(tx, ctx.workspace.id);
    const holder = await findWorkspaceBySlug(tx, slug);
    if (holder !== null && holder.id !== ctx.workspace.id) throw slugTaken();
    const changed = await write(tx, ctx.workspace.id, { name, slug }).catch((error: unknown) => {
      const taken = typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002';
      throw taken ? slugTaken() : error;
    });
    await audit(tx, ctx, {
      type: 'Workspace Modified',
      resource: { type: 'workspace', id: changed.id, name },
      detail: { name, slug, formerName: ctx.workspace.name, formerSlug: ctx.workspace.slug },
    });
    return { id: changed.id, slug: changed.slug, name: changed.name };
  });
}

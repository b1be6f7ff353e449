import type { Context } from '../../control-plane/context';
import { newId } from '../../platform/ids';
import { db } from '../../storage/client';
import { findWorkspaceBySlug } from '../../storage/entities/workspaces';
import { listWorkspaceSlugs } from '../../storage/entities/workspace-slugs';
import { CommandError } from './command-error';

const SETUP = 'npm run --silent switchyard -- setup --email E --password P --workspace NAME';

/**
 * The context of the command line in the workspace `slug`, or in the only one when `slug` is null: whoever may run
 * commands on the machine is an owner everywhere.
 * @throws CommandError when there is no such workspace, or when several could be meant.
 */
export async function commandContext(slug: string | null): Promise<Context> {
  const slugs = await listWorkspaceSlugs(db(), 20);
  if (slugs.length === 0) throw new CommandError(`There is no workspace yet. Make one:\n\n  ${SETUP}`);
  if (slug === null && slugs.length > 1) {
    throw new CommandError(`There are several workspaces. Name one with --workspace: ${slugs.join(', ')}.`);
  }
  const workspace = await findWorkspaceBySlug(db(), slug ?? slugs[0] ?? '');
  if (!workspace) throw new CommandError(`There is no workspace "${slug}". There is: ${slugs.join(', ')}.`);
  return {
    workspace: { id: workspace.id, slug: workspace.slug, name: workspace.name },
    actor: { kind: 'cli', id: 'cli', label: 'Command line', role: 'OWNER' },
    requestId: newId('req'),
  };
}

import { newId, randomToken } from '@/platform/ids';
import type { Db } from '@/storage/client';
import { insertMembership } from '@/storage/entities/memberships';
import { insertWorkspace } from '@/storage/entities/workspaces';
import { audit } from '../audit';
import type { Context } from '../context';
import type { Person } from '../sessions/person';
import { slugTaken } from './slug-taken';
import { MAX_SLUG, slugOfName } from './slug-of-name.schema';

const DERIVED_TRIES = 20;

async function insertWithSlug(tx: Db, name: string, slug: string | undefined) {
  const id = newId('wks');
  if (slug !== undefined) return insertWorkspace(tx, { id, name, slug });
  const base = slugOfName(name) || 'workspace';
  for (let n = 1; n <= DERIVED_TRIES; n += 1) {
    const suffix = n === 1 ? '' : n < DERIVED_TRIES ? `-${n}` : `-${randomToken(8).toLowerCase()}`;
    const derived = `${base.slice(0, MAX_SLUG - suffix.length).replace(/-+$/, '')}${suffix}`;
    const made = await insertWorkspace(tx, { id, name, slug: derived });
    if (made !== null) return made;
  }
  return null;
}

/**
 * Creates a workspace in the caller's transaction and makes `owner` its first owner. Without a slug, a free one is
 * derived from the name.
 * @throws ControlPlaneError `conflict` on the field `slug`
 */
export async function addOwnedWorkspace(
  tx: Db,
  owner: Person,
  input: { name: string; slug?: string },
  requestId: string,
): Promise<Context['workspace']> {
  const made = await insertWithSlug(tx, input.name, input.slug);
  if (made === null) throw slugTaken();
  const workspace = { id: made.id, slug: made.slug, name: made.name };
  await insertMembership(tx, { workspaceId: workspace.id, userId: owner.id, role: 'OWNER' });
  const actor = { kind: 'user', id: owner.id, label: owner.email, role: 'OWNER' } as const;
  await audit(
    tx,
    { workspace, actor, requestId },
    { type: 'Workspace Created', resource: { type: 'workspace', id: workspace.id, name: workspace.name } },
  );
  return workspace;
}

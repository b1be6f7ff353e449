import { randomToken, newId } from '../platform/ids';
import type { Context, Role } from '../control-plane/context';
import { db } from '../storage/client';

/** A workspace of its own for one test, with a context whose actor has `role`. */
export async function aWorkspace(role: Role = 'OWNER'): Promise<Context> {
  const slug = `w-${randomToken(10).toLowerCase()}`;
  const workspace = await db().workspace.create({ data: { id: newId('wks'), slug, name: `Workspace ${slug}` } });
  const user = await aUser();
  await db().membership.create({ data: { workspaceId: workspace.id, userId: user.id, role } });
  return { workspace, actor: { kind: 'user', id: user.id, label: user.email, role }, requestId: newId('req') };
}

/** A user with an address of its own; the password hash fits no password. */
export function aUser(email = `${randomToken(10).toLowerCase()}@example.com`) {
  return db().user.create({ data: { id: newId('usr'), email, name: 'Ana Test', passwordHash: 'none' } });
}

/** A source with one write key in `workspaceId`. */
export async function aSource(workspaceId: string, data: { type?: string; enabled?: boolean } = {}) {
  const slug = `s-${randomToken(8).toLowerCase()}`;
  const source = await db().source.create({
    data: { id: newId('src'), workspaceId, name: slug, slug, type: data.type ?? 'node', enabled: data.enabled ?? true },
  });
  const writeKey = await db().writeKey.create({
    data: { id: newId('key'), sourceId: source.id, key: randomToken(32) },
  });
  return { ...source, writeKey: writeKey.key };
}

/** An enabled destination of `sourceId`; no mappings, no filters. */
export function aDestination(
  workspaceId: string,
  sourceId: string,
  data: { type?: string; settings?: object; enabled?: boolean } = {},
) {
  const slug = `d-${randomToken(8).toLowerCase()}`;
  return db().destination.create({
    data: {
      id: newId('dst'),
      workspaceId,
      sourceId,
      type: data.type ?? 'webhook',
      name: slug,
      slug,
      enabled: data.enabled ?? true,
      settings: data.settings ?? {},
    },
  });
}

import type { Db } from '../client';
import type { Workspace } from '../prisma-client/client';

/** The workspace with this slug, or null. */
export function findWorkspaceBySlug(db: Db, slug: string): Promise<Workspace | null> {
  return db.workspace.findUnique({ where: { slug } });
}

/** Creates a workspace; null when the slug is taken. */
export async function insertWorkspace(
  db: Db,
  row: { id: string; slug: string; name: string },
): Promise<Workspace | null> {
  const [created] = await db.workspace.createManyAndReturn({ data: [row], skipDuplicates: true });
  return created ?? null;
}

/** Changes name and slug. @throws Prisma's P2002 when the slug is taken. */
export function updateWorkspace(db: Db, id: string, data: { name: string; slug: string }): Promise<Workspace> {
  return db.workspace.update({ where: { id }, data });
}

/**
 * Makes changes of a workspace's members wait for each other until the transaction ends.
 * The lock does not hinder rows that refer to the workspace (sources, deliveries).
 */
export async function lockWorkspace(db: Db, id: string): Promise<void> {
  await db.$queryRaw`SELECT id FROM workspace WHERE id = ${id} FOR NO KEY UPDATE`;
}

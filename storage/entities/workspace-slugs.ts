import type { Db } from '../client';

/** The slugs of the oldest `limit` workspaces. */
export async function listWorkspaceSlugs(db: Db, limit: number): Promise<string[]> {
  const rows = await db.workspace.findMany({ select: { slug: true }, orderBy: { createdAt: 'asc' }, take: limit });
  return rows.map(({ slug }) => slug);
}

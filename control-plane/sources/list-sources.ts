import { db } from '@/storage/client';
import { findSources } from '@/storage/entities/sources';
import { authorize, can } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { decodeSourceCursor, encodeSourceCursor } from './source-cursor';
import { listSourcesInput } from './source.schema';
import { sourceView, type SourceView } from './source-view';

/**
 * The workspace's sources, oldest first, page by page. `search` matches names and slugs in part, ids and write keys as a
 * whole; roles that may not see write keys cannot find by them.
 */
export async function listSources(
  ctx: Context,
  input: unknown = {},
): Promise<{ items: SourceView[]; next: string | null }> {
  authorize(ctx, 'workspace:read');
  const { cursor, count, search } = parseInput(listSourcesInput, input);
  const rows = await findSources(db(), ctx.workspace.id, {
    after: cursor ? decodeSourceCursor(cursor) : null,
    limit: count + 1,
    search: search || null,
    searchWriteKeys: can(ctx.actor.role, 'write-keys:read'),
  });
  const items = rows.slice(0, count);
  const last = items.at(-1);
  return {
    items: items.map((row) => sourceView(ctx, row)),
    next: rows.length > count && last ? encodeSourceCursor(last) : null,
  };
}

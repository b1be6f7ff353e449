import { pool } from '@/storage/client';
import { readSourceActivity, type SourceActivityRow } from '@/storage/events/read-source-activity';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** How busy each of the named sources of the workspace is, by id; ids of other workspaces answer as silent ones. */
export async function sourceActivity(ctx: Context, sourceIds: string[]): Promise<Map<string, SourceActivityRow>> {
  authorize(ctx, 'workspace:read');
  if (sourceIds.length === 0) return new Map();
  const rows = await readSourceActivity(pool(), ctx.workspace.id, sourceIds, new Date());
  return new Map(rows.map((row) => [row.sourceId, row]));
}

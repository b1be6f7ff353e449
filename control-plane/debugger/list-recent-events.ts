import { pool } from '@/storage/client';
import { readNewestEvents } from '@/storage/events/read-newest-events';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { requireSource } from '../sources/require-source';
import { recentEventsInput } from './debugger.schema';
import { liveEvent, type LiveEvents } from './live-event';

/**
 * The newest events of a source, newest first, at most 500, none sampled. With `after` (the cursor of an earlier answer)
 * only those that may be new since then: nothing is missed, some may come again.
 */
export async function listRecentEvents(ctx: Context, input: unknown): Promise<LiveEvents> {
  authorize(ctx, 'workspace:read');
  const { sourceId, count, after } = parseInput(recentEventsInput, input);
  await requireSource(ctx, sourceId);
  const { events, cursor } = await readNewestEvents(pool(), ctx.workspace.id, sourceId, { limit: count, from: after });
  return { events: events.map(liveEvent), cursor };
}

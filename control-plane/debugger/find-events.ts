import { requestIdTime } from '@/spec/request-id';
import { pool } from '@/storage/client';
import { readEventsByMessage } from '@/storage/events/read-event-by-message';
import { readRequestEvents } from '@/storage/events/read-request-events';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { requireSource } from '../sources/require-source';
import { findEventsInput } from './debugger.schema';
import { liveEvent, type LiveEvent } from './live-event';

const MOST = 500;

/**
 * Events of a source by a messageId or by the X-Request-Id of an answer, newest first, however old. A request is found by
 * its id when it was answered honestly, or when its events failed on ingest.
 */
export async function findEvents(ctx: Context, input: unknown): Promise<{ events: LiveEvent[] }> {
  authorize(ctx, 'workspace:read');
  const { sourceId, id } = parseInput(findEventsInput, input);
  await requireSource(ctx, sourceId);
  const at = requestIdTime(id);
  const sql = pool();
  const byMessage = (messageId: string) => readEventsByMessage(sql, ctx.workspace.id, sourceId, messageId, MOST);
  const rows = await Promise.all([
    byMessage(id),
    // An event that came without a messageId is named after its request.
    at ? byMessage(`api-${id}-0`) : [],
    at ? readRequestEvents(sql, ctx.workspace.id, sourceId, { id, at }) : [],
  ]);
  const found = new Map(rows.flat().map((event) => [event.id, liveEvent(event)]));
  const events = [...found.values()].sort((a, b) => b.id.length - a.id.length || (a.id < b.id ? 1 : -1));
  return { events: events.slice(0, MOST) };
}

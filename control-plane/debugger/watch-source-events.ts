import { DEBUGGER_CAP, hubOfProcess } from '@/pipeline/debugger/hub-of-process';
import { pool } from '@/storage/client';
import { readNewestEvents } from '@/storage/events/read-newest-events';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { requireSource } from '../sources/require-source';
import { watchEventsInput } from './debugger.schema';
import { liveEvent, type LiveEvents } from './live-event';

/**
 * Calls `onEvents` with a source's events from the cursor `after` on (or from now), as they are committed, until the
 * function it resolves to is called. Nothing is missed; an event may come twice, with the same id.
 */
export async function watchSourceEvents(
  ctx: Context,
  input: unknown,
  onEvents: (events: LiveEvents) => void,
): Promise<() => void> {
  authorize(ctx, 'workspace:read');
  const { sourceId, after } = parseInput(watchEventsInput, input);
  await requireSource(ctx, sourceId);
  const stop = await hubOfProcess().subscribe(ctx.workspace.id, sourceId, ({ events, cursor }) =>
    onEvents({ events: events.map(liveEvent), cursor }),
  );
  if (after === undefined) return stop;
  try {
    const missed = await readNewestEvents(pool(), ctx.workspace.id, sourceId, { limit: DEBUGGER_CAP, from: after });
    if (missed.events.length > 0) onEvents({ events: missed.events.map(liveEvent), cursor: missed.cursor });
    return stop;
  } catch (error) {
    stop();
    throw error;
  }
}

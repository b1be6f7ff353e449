import type { JsonObject } from '@/spec/event';
import { pool } from '@/storage/client';
import { readNewestEvents } from '@/storage/events/read-newest-events';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { requireSource } from '../sources/require-source';
import { collectProperties, type SeenProperty } from './collect-properties';

/** How many of the newest events are read. */
const READ = 300;

/** The properties that a source's newest events have, most frequent first. */
export interface SeenProperties {
  properties: SeenProperty[];
  /** How many accepted events were read. */
  read: number;
}

/**
 * The properties really seen on a source, of its newest 300 accepted events, for autocomplete; those who may see this may
 * see the events. @throws ControlPlaneError `not_found`.
 */
export async function listSeenProperties(ctx: Context, input: { sourceId: string }): Promise<SeenProperties> {
  authorize(ctx, 'workspace:read');
  await requireSource(ctx, input.sourceId);
  const newest = await readNewestEvents(pool(), ctx.workspace.id, input.sourceId, { limit: READ });
  const accepted = newest.events.filter((event) => event.outcome === 'successfully_received');
  return { properties: collectProperties(payloadsOf()), read: accepted.length };

  function* payloadsOf(): Generator<JsonObject> {
    for (const { payload } of accepted) yield JSON.parse(payload) as JsonObject;
  }
}

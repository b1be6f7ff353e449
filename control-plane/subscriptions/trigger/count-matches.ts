import { compiledFql } from '@/pipeline/filter/compiled-fql';
import type { JsonObject } from '@/spec/event';
import { FqlError } from '@/spec/fql/fql-error';
import { pool } from '@/storage/client';
import { readNewestEvents } from '@/storage/events/read-newest-events';

/** How many of the newest events are looked at. */
const TRIED = 200;

function holds(trigger: string, event: JsonObject): boolean {
  const compiled = compiledFql(trigger);
  try {
    return compiled.ok && compiled.matches(event);
  } catch (error) {
    if (error instanceof FqlError) return false;
    throw error;
  }
}

/** For each trigger, how many of a source's newest accepted events (at most 200, `tried`) it holds for; a wrong one for none. */
export async function countMatches(
  workspaceId: string,
  sourceId: string,
  triggers: readonly string[],
): Promise<{ tried: number; matched: number[] }> {
  if (triggers.length === 0) return { tried: 0, matched: [] };
  const newest = await readNewestEvents(pool(), workspaceId, sourceId, { limit: TRIED });
  const events = newest.events
    .filter(({ outcome }) => outcome === 'successfully_received')
    .map(({ payload }) => JSON.parse(payload) as JsonObject);
  const matched = triggers.map((trigger) => events.filter((event) => holds(trigger, event)).length);
  return { tried: events.length, matched };
}

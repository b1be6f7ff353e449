import { z } from 'zod';
import { applyFilters } from '@/pipeline/filter/apply-filters';
import { parseFql } from '@/spec/fql/parse-fql';
import type { SegmentEvent } from '@/spec/event';
import { filterActionSchema, type FilterAction } from '@/spec/filter';
import { db, pool } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { readNewestEvents, type StoredEvent } from '@/storage/events/read-newest-events';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import type { ConditionCheck } from './check-condition';

/** What a filter would have done to one recent event. */
export interface TriedEvent {
  id: string;
  type: string;
  name: string | null;
  receivedAt: string;
  sent: boolean;
  /** The event as JSON text; null past the first examples of each verdict, to keep the answer small. */
  payload: string | null;
}

/** What a filter would have done to the source's recent events, by their own account and by name. */
export interface FilterTrial {
  check: ConditionCheck;
  /** Newest first. Empty while the condition is not valid. */
  events: TriedEvent[];
  /** How many there were of each name, most kept back first. */
  byName: { name: string; total: number; notSent: number }[];
  /** What would happen to the event that was pasted; null when none was, or the condition is not valid. */
  pasted: { sent: boolean; detail: string | null } | null;
}

const inputSchema = z.object({
  destinationId: z.string(),
  condition: z.string().max(20_000),
  actions: z.array(filterActionSchema).min(1).max(10),
  /** An event to try it on as well. */
  payload: z.record(z.string(), z.unknown()).optional(),
});

/** How many recent events are tried. */
export const TRIED_EVENTS = 100;
/** How many examples of each verdict carry their payload. */
const EXAMPLES = 20;

/** Decides about one event; `detail` says why when the condition could not be evaluated. */
type Decide = (event: SegmentEvent) => { sent: boolean; detail: string | null };

function decideBy(condition: string, actions: FilterAction[]): Decide {
  const rule = { id: 'trial', title: 'This filter', condition, actions, enabled: true };
  return (event) => {
    const decided = applyFilters(event, [rule]);
    if (decided.verdict === 'pass') return { sent: true, detail: null };
    return { sent: false, detail: decided.reason === 'FILTER_ERROR' ? decided.detail : null };
  };
}

function labelOf(event: { name: string | null; type: string }): string {
  if (event.name) return event.name;
  return event.type.charAt(0).toUpperCase() + event.type.slice(1);
}

function tryOn(stored: StoredEvent[], decide: Decide): TriedEvent[] {
  let sentExamples = 0;
  let keptExamples = 0;
  return stored.map((row) => {
    const { sent } = decide(JSON.parse(row.payload) as SegmentEvent);
    const example = sent ? (sentExamples += 1) <= EXAMPLES : (keptExamples += 1) <= EXAMPLES;
    return {
      id: row.id,
      type: row.type,
      name: row.name,
      receivedAt: row.receivedAt.toISOString(),
      sent,
      payload: example ? row.payload : null,
    };
  });
}

function countByName(events: TriedEvent[]): FilterTrial['byName'] {
  const counts = new Map<string, { name: string; total: number; notSent: number }>();
  for (const event of events) {
    const name = labelOf(event);
    const count = counts.get(name) ?? { name, total: 0, notSent: 0 };
    count.total += 1;
    if (!event.sent) count.notSent += 1;
    counts.set(name, count);
  }
  return [...counts.values()].sort((a, b) => b.notSent - a.notSent || b.total - a.total);
}

/**
 * Tries a filter on the last 100 accepted events of the destination's source, and on one pasted event, with the code that
 * the pipeline runs; saves nothing. A condition that is not FQL is answered in `check`, not thrown.
 * @throws ControlPlaneError `not_found`, `invalid_input`.
 */
export async function tryFilter(ctx: Context, input: z.input<typeof inputSchema>): Promise<FilterTrial> {
  authorize(ctx, 'workspace:read');
  const { destinationId, condition, actions, payload } = parseInput(inputSchema, input);
  const destination = await findDestination(db(), ctx.workspace.id, destinationId);
  if (!destination) throw notFound('destination');
  const parsed = parseFql(condition);
  if (!parsed.ok) {
    const check = { ok: false as const, message: parsed.message, position: parsed.position };
    return { check, events: [], byName: [], pasted: null };
  }
  const newest = await readNewestEvents(pool(), ctx.workspace.id, destination.sourceId, { limit: TRIED_EVENTS });
  const decide = decideBy(condition, actions);
  const events = tryOn(
    newest.events.filter((event) => event.outcome === 'successfully_received'),
    decide,
  );
  return {
    check: { ok: true },
    events,
    byName: countByName(events),
    pasted: payload ? decide(payload as SegmentEvent) : null,
  };
}

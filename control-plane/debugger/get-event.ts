import type { Outcome } from '@/spec/outcome';
import { db, pool } from '@/storage/client';
import { findSourceDestinations } from '@/storage/entities/sources';
import { readEvent } from '@/storage/events/read-event';
import { readEventOutcomes } from '@/storage/events/read-event-outcomes';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { requireSource } from '../sources/require-source';
import { eventInput } from './debugger.schema';
import { liveEvent, type LiveEvent } from './live-event';

/** Where an event stands at one destination, for the dashboard: plain JSON. */
export interface DestinationOutcome {
  /** Null: the event as a whole ("no destination wanted it"). */
  destinationId: string | null;
  /** The destination's name; null when it has been deleted. */
  name: string | null;
  type: string | null;
  outcome: Outcome;
  reason: string | null;
  detail: string | null;
  attempts: number;
  latencyMs: number | null;
  /** ISO-8601. */
  at: string;
  nextAt: string | null;
  /** The destination fails too often and is held back. */
  held: boolean;
}

/** One event of a source with where it stands at each destination. @throws ControlPlaneError `not_found` */
export async function getEvent(
  ctx: Context,
  input: unknown,
): Promise<{ event: LiveEvent; outcomes: DestinationOutcome[] }> {
  authorize(ctx, 'workspace:read');
  const { sourceId, eventId } = parseInput(eventInput, input);
  await requireSource(ctx, sourceId);
  const stored = await readEvent(pool(), ctx.workspace.id, sourceId, eventId);
  if (!stored) throw notFound('event');
  const [rows, destinations] = await Promise.all([
    readEventOutcomes(pool(), ctx.workspace.id, eventId),
    findSourceDestinations(db(), ctx.workspace.id, sourceId),
  ]);
  const known = new Map(destinations.map((destination) => [destination.id, destination]));
  const outcomes = rows.map((row) => ({
    destinationId: row.destinationId || null,
    name: known.get(row.destinationId)?.name ?? null,
    type: known.get(row.destinationId)?.type ?? null,
    outcome: row.outcome,
    reason: row.reason,
    detail: row.detail,
    attempts: row.attempts,
    latencyMs: row.latencyMs,
    at: row.at.toISOString(),
    nextAt: row.nextAt?.toISOString() ?? null,
    held: row.held,
  }));
  return { event: liveEvent(stored), outcomes };
}

import type { JsonObject } from '@/spec/event';
import { db, pool } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { readNewestEvents } from '@/storage/events/read-newest-events';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { sampleEventsInput } from './mapping-preview-inputs';
import { triggerTest } from './trigger-test';

/** How many recent events are looked at. */
const READ = 300;
/** How many of each verdict are offered to choose from. */
const OFFERED = 50;

/** A recent event that a mapping can be tried on. */
export interface SampleEvent {
  id: string;
  type: string;
  name: string | null;
  userId: string | null;
  /** ISO-8601. */
  receivedAt: string;
  matches: boolean;
}

/** Recent events of the destination's source. */
export interface SampleEvents {
  /** Newest first; at most 50 that match and 50 that do not. */
  events: SampleEvent[];
  /** How many accepted events were looked at, and how many of them match. */
  read: number;
  matching: number;
}

/** The recent events of a destination's source, and which of them a trigger matches. @throws ControlPlaneError `not_found`. */
export async function listSampleEvents(ctx: Context, input: unknown): Promise<SampleEvents> {
  authorize(ctx, 'workspace:read');
  const { destinationId, trigger } = parseInput(sampleEventsInput, input);
  const destination = await findDestination(db(), ctx.workspace.id, destinationId);
  if (!destination) throw notFound('destination');
  const newest = await readNewestEvents(pool(), ctx.workspace.id, destination.sourceId, { limit: READ });
  const accepted = newest.events.filter((event) => event.outcome === 'successfully_received');
  const test = triggerTest(trigger);
  const judged = accepted.map((row) => ({
    id: row.id,
    type: row.type,
    name: row.name,
    userId: row.userId,
    receivedAt: row.receivedAt.toISOString(),
    matches: test(JSON.parse(row.payload) as JsonObject) === true,
  }));
  const counts = { true: 0, false: 0 };
  const events = judged.filter((event) => (counts[`${event.matches}`] += 1) <= OFFERED);
  return { events, read: judged.length, matching: counts.true };
}

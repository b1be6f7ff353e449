import { db, pool } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { readNewestEvents } from '@/storage/events/read-newest-events';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';

/** A kind of event that a source received lately, with the newest of it. Plain JSON. */
export interface RecentEvent {
  /** Its place in the log. */
  id: string;
  type: string;
  name: string | null;
  /** The userId, else the anonymousId. */
  who: string | null;
  /** ISO-8601. */
  receivedAt: string;
  /** How many of this type and name are among the newest. */
  count: number;
  /** Normalised JSON text. */
  payload: string;
}

/** How many of the newest events are looked at. */
const NEWEST = 300;
/** Most kinds that are listed. */
const KINDS = 50;
/** Characters of payloads in one answer; larger events than fit are not listed, but for the newest. */
const MOST_CHARACTERS = 300_000;

/**
 * The kinds (type and name) of events among the newest accepted ones of the destination's source, newest first, each with
 * its newest event. @throws ControlPlaneError `not_found`.
 */
export async function listTestEvents(ctx: Context, input: { destinationId: string }): Promise<RecentEvent[]> {
  authorize(ctx, 'workspace:read');
  const destination = await findDestination(db(), ctx.workspace.id, input.destinationId);
  if (!destination) throw notFound('destination');
  const { events } = await readNewestEvents(pool(), ctx.workspace.id, destination.sourceId, { limit: NEWEST });
  const kinds = new Map<string, RecentEvent>();
  let room = MOST_CHARACTERS;
  for (const { id, type, name, userId, anonymousId, receivedAt, payload, outcome } of events) {
    if (outcome !== 'successfully_received') continue;
    const kind = `${type}\n${name ?? ''}`;
    const known = kinds.get(kind);
    if (known) known.count += 1;
    else if (kinds.size < KINDS && (kinds.size === 0 || payload.length <= room)) {
      room -= payload.length;
      const who = userId ?? anonymousId;
      kinds.set(kind, { id, type, name, who, receivedAt: receivedAt.toISOString(), count: 1, payload });
    }
  }
  return [...kinds.values()];
}

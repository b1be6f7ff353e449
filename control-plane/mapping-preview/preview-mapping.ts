import { destinationRuns } from '@/catalog/destinations/run/destination-runs';
import type { MappingPreview } from '@/catalog/destinations/run/contract';
import type { JsonObject } from '@/spec/event';
import { db, pool } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { readEvent } from '@/storage/events/read-event';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { generatedEvent } from './generated-event';
import { previewMappingInput } from './mapping-preview-inputs';
import { triggerTest } from './trigger-test';

/** What a mapping makes of one event, beside that event. */
export interface MappingTrial extends MappingPreview {
  event: JsonObject;
  /** Whether the trigger matches the event; null while the trigger is not FQL. */
  matches: boolean | null;
}

/**
 * Tries a mapping that is being written on one event, with the code that delivers; saves and sends nothing.
 * @throws ControlPlaneError `not_found` (destination, event), `invalid_input`.
 */
export async function previewMapping(ctx: Context, input: unknown): Promise<MappingTrial> {
  authorize(ctx, 'workspace:read');
  const asked = parseInput(previewMappingInput, input);
  const destination = await findDestination(db(), ctx.workspace.id, asked.destinationId);
  if (!destination) throw notFound('destination');
  const test = triggerTest(asked.trigger);
  const event = await eventOf();
  // Settings take no part in what a mapping makes of an event; secrets stay sealed.
  const step = { type: destination.type, actionSlug: asked.actionSlug, mapping: asked.mapping, settings: {} };
  const { payload, problems } = await destinationRuns().preview(step, structuredClone(event));
  return { payload: ofTheDestination(payload), problems, event, matches: test(event) };

  async function eventOf(): Promise<JsonObject> {
    if (asked.event.kind === 'pasted') return asked.event.payload;
    if (asked.event.kind === 'generated') return generatedEvent(asked.trigger, test);
    const stored = await readEvent(pool(), ctx.workspace.id, destination?.sourceId ?? '', asked.event.id);
    if (!stored) throw notFound('event');
    return JSON.parse(stored.payload) as JsonObject;
  }
}

/** A payload without what mappings hold for Segment's own machinery, which no action gets. */
function ofTheDestination(payload: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([key]) => !key.startsWith('__segment_internal_')));
}

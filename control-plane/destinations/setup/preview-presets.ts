import { z } from 'zod';
import { destinationRuns } from '@/catalog/destinations/run/destination-runs';
import { findDestinationType } from '@/catalog/destinations/registry';
import type { JsonObject } from '@/spec/event';
import { pool } from '@/storage/client';
import { readNewestEvents } from '@/storage/events/read-newest-events';
import { authorize } from '../../authorize';
import type { Context } from '../../context';
import { notFound } from '../../errors';
import { generatedEvent } from '../../mapping-preview/generated-event';
import { triggerTest } from '../../mapping-preview/trigger-test';
import { parseInput } from '../../parse-input';
import { requireSource } from '../../sources/require-source';
import { jsonObject } from '../destination.schema';

/** What one ready-made mapping makes of an event. */
export interface PresetPreview {
  name: string;
  /** How many of the events that were looked at it takes. */
  matching: number;
  /** The newest event that it takes; null when there is none and one was made up. */
  event: { id: string; type: string; name: string | null; receivedAt: string } | null;
  payload: JsonObject;
  /** What the destination would refuse, in words. */
  problems: string[];
}

/** The ready-made mappings of a type, tried on the recent events of a source. */
export interface PresetPreviews {
  /** How many accepted events were looked at. */
  read: number;
  previews: PresetPreview[];
}

const inputSchema = z.object({ type: z.string(), sourceId: z.string(), setup: jsonObject.default({}) });
/** How many recent events are looked at. */
const READ = 300;

/**
 * Tries the presets of a type on recent events of a source, with the code that delivers; sends and saves nothing.
 * `setup` are the answers that go into each mapping. @throws ControlPlaneError `not_found` (type, source).
 */
export async function previewPresets(ctx: Context, input: z.input<typeof inputSchema>): Promise<PresetPreviews> {
  authorize(ctx, 'destinations:edit');
  const { type: key, sourceId, setup } = parseInput(inputSchema, input);
  const type = findDestinationType(key);
  if (!type) throw notFound('destination type');
  await requireSource(ctx, sourceId);
  const asked = new Set(type.setup.fields.map((field) => field.key));
  const answers = Object.fromEntries(Object.entries(setup).filter(([name]) => asked.has(name)));
  const newest = await readNewestEvents(pool(), ctx.workspace.id, sourceId, { limit: READ });
  const events = newest.events
    .filter((event) => event.outcome === 'successfully_received')
    .map((row) => ({ row, payload: JSON.parse(row.payload) as JsonObject }));
  const previews = type.presets.map(async ({ name, actionSlug, trigger, mapping }): Promise<PresetPreview> => {
    const test = triggerTest(trigger);
    const taken = events.filter(({ payload }) => test(payload) === true);
    const [first] = taken;
    const step = { type: type.type, actionSlug, mapping: { ...mapping, ...answers }, settings: {} };
    const event = structuredClone(first?.payload ?? generatedEvent(trigger, test));
    const { payload, problems } = await destinationRuns().preview(step, event);
    return {
      name,
      matching: taken.length,
      event: first
        ? {
            id: first.row.id,
            type: first.row.type,
            name: first.row.name,
            receivedAt: first.row.receivedAt.toISOString(),
          }
        : null,
      payload,
      problems: problems.map(({ message }) => message),
    };
  });
  return { read: events.length, previews: await Promise.all(previews) };
}

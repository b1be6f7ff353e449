import { findDestinationType } from '../catalog/destinations/registry';
import { loadedDefinition } from '../catalog/destinations/run/inside/loaded-definition';
import { runEvents, type RequestRun } from '../catalog/destinations/run/inside/run-events';
import type { EventType, JsonObject } from '../spec/event';

const STAMP = '2026-11-22T08:00:00.000Z';

/** An event with what every stored event has. */
export function storedEvent(type: EventType, event: JsonObject = {}): JsonObject & { type: EventType } {
  const common = { messageId: 'm1', timestamp: STAMP, receivedAt: STAMP, context: {}, integrations: {} };
  return { ...common, type, userId: 'user-123', ...event };
}

/** Sends `event` to a destination of `type` with the mapping of its preset for that call (or the only one it has). */
export async function sendByPreset(
  type: string,
  event: JsonObject & { type: EventType },
  settings: JsonObject,
  changes: JsonObject = {},
): Promise<RequestRun> {
  const definition = await loadedDefinition(type);
  const presets = findDestinationType(type)?.presets ?? [];
  const preset = presets.find(({ trigger }) => trigger.includes(`"${event.type}"`)) ?? presets[0];
  if (!definition || !preset)
    throw new Error(`The catalog has no such destination, or it starts with nothing: ${type}`);
  const { actionSlug, mapping } = preset;
  const step = { type, actionSlug, mapping: { ...mapping, ...changes }, settings };
  return runEvents(definition, step, [event], { batch: false });
}

import type { LiveEvent } from '@/control-plane/debugger/live-event';
import type { Json, JsonObject } from '@/spec/event';

const parsed = new WeakMap<LiveEvent, JsonObject>();

/** The payload of an event as a map; empty when it is none (what could not be read at all). Parsed once. */
export function payloadOf(event: LiveEvent): JsonObject {
  const known = parsed.get(event);
  if (known) return known;
  const payload = readObject(event.payload);
  parsed.set(event, payload);
  return payload;
}

function readObject(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as Json;
    return asObject(value);
  } catch {
    return {};
  }
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function words(value: Json | undefined): string | null {
  if (typeof value === 'string' && value.trim() !== '') return value;
  return typeof value === 'number' ? String(value) : null;
}

/** What an event is called in the list: its name, and what else tells it apart. `missing` when it has no name but should. */
export function describeEvent(event: LiveEvent): { title: string; note: string | null; missing: boolean } {
  const payload = payloadOf(event);
  const plain = (title: string | null, fallback: string, note: string | null = null) => ({
    title: title ?? fallback,
    note,
    missing: title === null,
  });
  switch (event.type) {
    case 'identify':
      return plain(event.userId ?? event.anonymousId, '(no user)', words(asObject(payload.traits).email));
    case 'group': {
      const name = words(asObject(payload.traits).name);
      const id = words(payload.groupId);
      return plain(name ?? id, '(no group)', name ? id : null);
    }
    case 'alias':
      return plain(`${words(payload.previousId) ?? '?'} → ${event.userId ?? '?'}`, '');
    case 'page':
    case 'screen': {
      const properties = asObject(payload.properties);
      const path = words(properties.path) ?? words(properties.url);
      const name = event.name ?? words(properties.title);
      return plain(name ?? path, event.type === 'page' ? '(unnamed page)' : '(unnamed screen)', name ? path : null);
    }
    case 'track':
      return plain(event.name, '(no event name)');
    default:
      return plain(words(payload.type), '(unreadable event)');
  }
}

/** Who an event is about: the userId, else the anonymousId. */
export function whoIs(event: LiveEvent): string | null {
  return event.userId ?? event.anonymousId;
}

/** The library that sent an event: "analytics-node 3.1.0". */
export function libraryOf(event: LiveEvent): string | null {
  const library = asObject(asObject(payloadOf(event).context).library);
  return [words(library.name), words(library.version)].filter(Boolean).join(' ') || null;
}

/** What the Tracking API noted in the event's `_metadata`: the request it came with, how often it was sent, what was dropped. */
export function doorNotes(event: LiveEvent): {
  requestId: string | null;
  retryCount: number | null;
  droppedKeys: number | null;
} {
  const { requestId, retryCount, droppedKeys } = asObject(payloadOf(event)._metadata);
  const count = (value: Json | undefined) => (typeof value === 'number' && value > 0 ? value : null);
  return {
    requestId: typeof requestId === 'string' ? requestId : null,
    retryCount: count(retryCount),
    droppedKeys: count(droppedKeys),
  };
}

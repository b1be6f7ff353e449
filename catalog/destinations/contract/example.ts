import type { Json, JsonObject } from '@/spec/event';

/** How a vendor answers in the tests, where an empty object will not do. The first that matches answers. */
export interface ExampleAnswer {
  /** What the method and URL ("POST https://…") contain or match. */
  to: string | RegExp;
  status?: number;
  headers?: Record<string, string>;
  body: object | string;
}

/**
 * What a person would enter where a generated value will not do, and what is known about how the destination behaves.
 * Objects are merged into what was generated; null takes a generated value away.
 */
export interface Example {
  settings?: JsonObject;
  /** Mapping of every action, and by action slug. */
  mapping?: JsonObject;
  mappings?: Record<string, JsonObject>;
  /** Fields of every event, and by its name ("Order Completed") or call ("identify"). */
  event?: JsonObject;
  events?: Record<string, JsonObject>;
  /** By preset name or action slug: the event to send instead of what its trigger says, e.g. `{ type: 'track', event: 'X' }`. */
  sends?: Record<string, { type: string; event?: string }>;
  answers?: ExampleAnswer[];
  /** By case ("Track Calls: track"): why the definition is right to refuse this canonical event. */
  refused?: Record<string, string>;
  /** By case: why nothing is sent, rightly. */
  silent?: Record<string, string>;
  /** By status: why an answer of 401, 429 or 500 ends otherwise than it does elsewhere. */
  odd?: Partial<Record<'401' | '429' | '500', string>>;
  /** What is odd in its requests ("undefined" in a place, say), seen and let through. */
  quirk?: string;
  /** The test that proves it with a server of its kind, because it does not speak HTTP; there is no fixture then. */
  live?: string;
}

export type Examples = Record<string, Example>;

const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A mapping directive stands for one value: it is replaced, never merged into. */
const isDirective = (value: JsonObject) => Object.keys(value).some((key) => key.startsWith('@'));

/** `base` with `over` merged into it; null in `over` removes the key. */
export function merge(base: JsonObject, over: JsonObject = {}): JsonObject {
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const present = merged[key];
    if (value === null) delete merged[key];
    else if (isObject(value) && isObject(present) && !isDirective(value) && !isDirective(present))
      merged[key] = merge(present, value);
    else merged[key] = value;
  }
  return merged;
}

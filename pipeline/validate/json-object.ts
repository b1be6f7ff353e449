import type { Json, JsonObject } from '@/spec/event';

/** An object that JSON.parse made, while it is being normalised: a field set to undefined is left out of its JSON. */
export type Draft = { [key: string]: Json | undefined };

/** Whether `value` is an object, not an array and not null. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether `value` is text with something in it. */
export function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

import { SYNC_MODE_KEY, type ActionMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json, JsonObject } from '@/spec/event';
import { checkValues } from '../destinations/settings-of-fields';
import { ControlPlaneError } from '../errors';

/** Whether a mapped value is computed from the event, so that only delivery can tell whether it fits. */
function isComputed(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(isComputed);
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([key, inner]) => key.startsWith('@') || isComputed(inner));
}

/**
 * Refuses a mapping that names unknown fields of the action, or whose literal values (or sync mode) do not fit.
 * Values computed from the event are checked when an event is there.
 * @throws ControlPlaneError `invalid_input`, one message per field.
 */
export function checkMapping(action: ActionMetadata, given: JsonObject): void {
  const { [SYNC_MODE_KEY]: syncMode, ...mapping } = given;
  const literal = Object.fromEntries(Object.entries(mapping).filter(([, value]) => !isComputed(value)));
  const known = new Set(action.fields.map((field) => field.key));
  const unknown = Object.keys(mapping).filter((key) => !known.has(key));
  const errors: Record<string, string> = { ...checkValues(action.fields, literal).errors };
  for (const key of unknown) errors[key] = `The action ${action.title} has no such field.`;
  const modes = action.syncMode?.choices.map(({ value }) => value) ?? [];
  if (syncMode !== undefined && !modes.some((value) => value === syncMode)) {
    errors[SYNC_MODE_KEY] =
      modes.length > 0 ? `Choose one of: ${modes.join(', ')}.` : `The action ${action.title} has no sync mode.`;
  }
  const entries = Object.entries(errors);
  const first = entries[0];
  if (!first) return;
  throw new ControlPlaneError(
    'invalid_input',
    `${first[0]}: ${first[1]}`,
    Object.fromEntries(entries.map(([key, message]) => [`mapping.${key}`, message])),
  );
}

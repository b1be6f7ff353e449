import { isComputed } from '@/catalog/destinations/kit/mapping/field-condition';
import type { MappingPreview } from '@/catalog/destinations/run/contract';
import { SYNC_MODE_KEY, type ActionMetadata } from '@/catalog/destinations/kit/metadata';
import type { JsonObject } from '@/spec/event';
import { checkValues } from '../destinations/settings-of-fields';
import { ControlPlaneError } from '../errors';

/**
 * Refuses a mapping that names unknown fields of the action, or whose literal values (or sync mode) do not fit.
 * Values computed from the event are checked when an event is there, but for `faults`: what `evaluationFaults` found. What the mapping holds `before` for a field that
 * its action has no more may stay: nothing is sent of it.
 * @throws ControlPlaneError `invalid_input`, one message per field.
 */
export function checkMapping(
  action: ActionMetadata,
  given: JsonObject,
  { before = {}, faults = [] }: { before?: JsonObject; faults?: MappingPreview['problems'] } = {},
): void {
  const { [SYNC_MODE_KEY]: syncMode, ...mapping } = given;
  const literal = Object.fromEntries(Object.entries(mapping).filter(([, value]) => !isComputed(value)));
  const known = new Set(action.fields.map((field) => field.key));
  const errors: Record<string, string> = { ...checkValues(action.fields, literal).errors };
  for (const [key, value] of Object.entries(mapping).filter(([one]) => !known.has(one))) {
    const stood = JSON.stringify(before[key]) === JSON.stringify(value);
    if (stood) delete errors[key];
    else errors[key] = `The action ${action.title} has no such field.`;
  }
  for (const { path, message } of faults) if (known.has(path.split('.')[0] ?? '')) errors[path] ??= message;
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

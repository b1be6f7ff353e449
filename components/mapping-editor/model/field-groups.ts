import { SYNC_MODE_KEY, type ActionMetadata, type FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { JsonObject } from '@/spec/event';
import { isShown } from './field-condition';

/** Segment's fields about batching, in the order in which they are asked. */
const BATCHING = ['enable_batching', 'batch_size', 'batch_keys', 'batch_bytes'];

/** The fields of an action as the page shows them. */
export interface FieldGroups {
  fields: FieldMetadata[];
  batching: FieldMetadata[];
  /** Keys of the mapping that no shown field edits; they are kept as they are. */
  kept: string[];
}

/**
 * Sorts an action's fields into those shown, those about batching, and the keys that are only kept. `asked` are keys of
 * fields that are shown although they usually are hidden, because something must be said of them.
 */
export function groupFields(
  action: ActionMetadata,
  mapping: JsonObject,
  asked: ReadonlySet<string> = new Set(),
): FieldGroups {
  const shown = action.fields.filter((field) => isShown(field, mapping) || (field.hidden && asked.has(field.key)));
  const keys = new Set(shown.map((field) => field.key));
  return {
    fields: shown.filter((field) => !BATCHING.includes(field.key)),
    batching: BATCHING.flatMap((key) => shown.filter((field) => field.key === key)),
    kept: Object.keys(mapping).filter((key) => !keys.has(key) && key !== SYNC_MODE_KEY),
  };
}

/** Whether a field or one inside it has `search` in its label, key or description. */
export function fieldMatches(field: FieldMetadata, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return true;
  if (`${field.label}\n${field.key}`.toLowerCase().includes(wanted)) return true;
  return field.properties?.some((inner) => fieldMatches(inner, search)) ?? false;
}

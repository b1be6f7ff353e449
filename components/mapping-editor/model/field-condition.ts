import { conditionHolds } from '@/catalog/destinations/kit/mapping/field-condition';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { JsonObject } from '@/spec/event';

/** Whether a field is shown: not hidden, and its condition holds or hangs on the event. */
export function isShown(field: FieldMetadata, mapping: JsonObject): boolean {
  if (field.hidden) return false;
  return !field.shownWhen || conditionHolds(field.shownWhen, mapping) !== false;
}

/** Whether a field, or one inside it, asks about other fields. */
export function asksOthers(field: FieldMetadata): boolean {
  return Boolean(field.shownWhen ?? field.requiredWhen) || (field.properties?.some(asksOthers) ?? false);
}

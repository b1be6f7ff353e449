import type { Json, JsonObject, SegmentEvent } from '@/spec/event';
import { FIELD_GROUPS, type FieldGroup, type FilterFields } from '@/spec/filter';
import { splitPath } from '../lookup-path';
import { keepFields, removeField } from './remove-fields';

/** What stays whatever a filter says: without it, an event is no event. */
const SKELETON = ['type', 'messageId', 'timestamp', 'originalTimestamp', 'sentAt', 'receivedAt'];

function objectAt(event: SegmentEvent, group: Exclude<FieldGroup, ''>): JsonObject | null {
  const value: Json | undefined = event[group];
  return value !== undefined && value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
}

/** Applies `change` to each group of `fields` that names something; '' is the event itself, its skeleton kept. */
function perGroup(
  event: SegmentEvent,
  fields: FilterFields,
  change: (object: JsonObject, paths: string[], top: boolean) => JsonObject,
): SegmentEvent {
  let changed = event;
  for (const group of FIELD_GROUPS) {
    const paths = fields[group] ?? [];
    if (paths.length === 0) continue;
    if (group === '') {
      const top = change(changed as JsonObject, paths, true);
      if (top !== changed) changed = { context: {}, ...top } as SegmentEvent;
      continue;
    }
    const before = objectAt(changed, group);
    const after = before && change(before, paths, false);
    if (after !== before) changed = { ...changed, [group]: after ?? {} };
  }
  return changed;
}

/** The event without `fields`; the same event when it has none of them. A key that is a whole path, dots included, goes too. */
export function dropFields(event: SegmentEvent, fields: FilterFields): SegmentEvent {
  return perGroup(event, fields, (object, paths, top) =>
    paths
      .flatMap((path) => (path.includes('.') ? [splitPath(path), [path]] : [splitPath(path)]))
      .filter((path) => !(top && path.length === 1 && SKELETON.includes(path[0] ?? '')))
      .reduce(removeField, object),
  );
}

/** The event with only `fields` in each group that names some; groups not named stay whole. */
export function allowFields(event: SegmentEvent, fields: FilterFields): SegmentEvent {
  return perGroup(event, fields, (object, paths, top) =>
    keepFields(object, [...paths.map(splitPath), ...(top ? SKELETON.map((key) => [key]) : [])]),
  );
}

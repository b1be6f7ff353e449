import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json, JsonObject } from '@/spec/event';
import { formOfValue } from '../model/value-form';

/** How the fields inside an object field are filled. */
export type Inside =
  /** One object, field by field. */
  | { kind: 'object'; entries: JsonObject }
  /** `@arrayPath`: for each item of a list an object, field by field. */
  | { kind: 'each'; argument: Json[]; entries: JsonObject }
  /** A list of objects written down, each field by field. */
  | { kind: 'items'; items: Json[] };

function asObject(value: Json | undefined): JsonObject | null {
  if (value === undefined) return {};
  const form = formOfValue(value);
  return form.kind === 'object' ? form.entries : null;
}

/**
 * How the fields inside `field` are edited as rows of their own; null when it has none, or its value comes from one
 * place (a property, a function).
 */
export function insideOf(field: FieldMetadata, value: Json | undefined): Inside | null {
  if (field.type !== 'object' || !field.properties?.length || field.editor === 'whole') return null;
  if (value === undefined) return field.multiple ? null : { kind: 'object', entries: {} };
  const form = formOfValue(value);
  if (form.kind === 'object') return { kind: 'object', entries: form.entries };
  if (form.kind === 'function' && form.name === '@arrayPath' && Array.isArray(form.argument)) {
    const entries = asObject(form.argument[1]);
    return entries && { kind: 'each', argument: form.argument, entries };
  }
  if (form.kind === 'list' && form.items.every((item) => asObject(item) !== null)) {
    return { kind: 'items', items: form.items };
  }
  return null;
}

/** What stands in the row of an object whose fields stand below: "12 of 24 fields". */
export function innerSummary(field: FieldMetadata, inside: Inside): string {
  if (inside.kind === 'items') return `${inside.items.length} ${inside.items.length === 1 ? 'item' : 'items'}`;
  const shown = (field.properties ?? []).filter((inner) => !inner.hidden);
  const filled = shown.filter((inner) => inside.entries[inner.key] !== undefined).length;
  return `${filled} of ${shown.length} fields`;
}

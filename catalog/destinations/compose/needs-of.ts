import type { Json, JsonObject } from '@/spec/event';
import { fieldRequired } from '../kit/field-required';
import type { DestinationMetadata, FieldMetadata } from '../kit/metadata';

const isEmpty = (value: Json | undefined) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The fields in an object that is mapped field by field; null when it comes whole from the event. */
function parts(value: Json | undefined): JsonObject | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  return Object.keys(value).some((key) => key.startsWith('@')) ? null : value;
}

/** Labels of the fields that `mapping` must fill before the action takes what it makes, and does not. */
export function needsOf(fields: FieldMetadata[], mapping: JsonObject): string[] {
  return fields.flatMap((field) => {
    const value = mapping[field.key];
    const required = fieldRequired(field, mapping);
    if (isEmpty(value)) return required ? [field.label] : [];
    const inner = parts(value);
    return required && inner && field.properties ? needsOf(field.properties, inner) : [];
  });
}

/** The destination whose presets say what a person must add to them; what is asked when it is created is not among it. */
export function withNeeds<T extends DestinationMetadata>(whole: T): T {
  const answered = new Set(whole.setup.fields.map(({ key }) => key));
  const presets = whole.presets.map((preset) => {
    const fields = whole.actions.find(({ slug }) => slug === preset.actionSlug)?.fields ?? [];
    const needs = needsOf(
      fields.filter(({ key }) => !answered.has(key)),
      preset.mapping,
    );
    return needs.length > 0 ? { ...preset, needs } : preset;
  });
  return { ...whole, presets };
}

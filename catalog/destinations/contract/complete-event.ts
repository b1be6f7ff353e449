import type { Json, JsonObject } from '@/spec/event';
import { fieldRequired } from '../kit/field-required';
import type { FieldMetadata } from '../kit/metadata';
import { literalFor } from './example-values';

const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const steps = (path: string) => path.replace(/^\$\.?/, '').split('.');

function read(event: JsonObject, path: string): Json | undefined {
  return steps(path).reduce<Json | undefined>((at, step) => (isObject(at) ? at[step] : undefined), event);
}

function write(into: JsonObject, [step = '', ...rest]: string[], value: Json): JsonObject {
  if (rest.length === 0) return { ...into, [step]: value };
  const inner = into[step];
  return { ...into, [step]: write(isObject(inner) ? inner : {}, rest, value) };
}

/** The one place from which a mapped value comes: of an `@if`, that of the branch taken when nothing is there. */
function source(value: Json | undefined, event: JsonObject): string | null {
  if (!isObject(value)) return null;
  const path = value['@path'];
  if (typeof path === 'string') return /^\$\.[A-Za-z0-9_.]+$/.test(path) ? path : null;
  const choice = value['@if'];
  if (!isObject(choice)) return null;
  const there = (asked: Json | undefined) =>
    isObject(asked) && typeof asked['@path'] === 'string' ? (read(event, asked['@path']) ?? null) !== null : false;
  const holds = choice.exists === undefined ? there(choice.blank) === false : there(choice.exists);
  return source(holds ? choice.then : (choice.else ?? choice.then), event);
}

/** Whether a field with choices would get something that is none of them. */
function isForeign({ choices, multiple }: FieldMetadata, from: string | null, event: JsonObject): boolean {
  const value = from === null ? undefined : read(event, from);
  return !!choices && !multiple && value != null && !choices.some((choice) => choice.value === value);
}

/**
 * `event` with a value wherever `mapping` takes a required field from and the canonical event has none, as the events of
 * a person who uses this action would have.
 */
export function completeEvent(event: JsonObject, fields: FieldMetadata[], mapping: JsonObject): JsonObject {
  return fields.reduce((made, field) => {
    const value = mapping[field.key];
    const odd = isForeign(field, source(value, made), made);
    if (!odd && !fieldRequired(field, mapping)) return made;
    if (field.properties && isObject(value) && source(value, made) === null)
      return completeEvent(made, field.properties, value);
    const from = source(value, made);
    if (from === null || (!odd && (read(made, from) ?? null) !== null)) return made;
    const filled = literalFor(field);
    return write(made, steps(from), field.multiple ? [filled] : filled);
  }, event);
}

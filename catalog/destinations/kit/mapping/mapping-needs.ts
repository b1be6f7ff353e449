import type { Json, JsonObject } from '@/spec/event';
import { SYNC_MODE_KEY, type ActionMetadata, type FieldMetadata } from '../metadata';
import { isComputed, isRequired } from './field-condition';

/** Something that a mapping lacks before its action can take any event of it. */
export interface MappingNeed {
  /** The field, with dots into objects. */
  path: string;
  /** Its name for people. */
  label: string;
  /** What is wrong, as a sentence that stands beside the field. */
  message: string;
}

function isEmpty(field: FieldMetadata, value: Json | undefined, inside: boolean): boolean {
  if (value === null) return field.nullable !== true;
  // The kit drops empty text from a payload, but not from the objects in it.
  return value === undefined || (value === '' && !inside) || (Array.isArray(value) && value.length === 0);
}

/** The fields in an object that is mapped field by field; null when it comes whole from the event. */
function parts(value: Json | undefined): JsonObject | null {
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  return Object.keys(value).some((key) => key.startsWith('@')) ? null : value;
}

const inWords = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The first value written down that is none of the choices of its field. */
function noChoice({ choices, multiple }: FieldMetadata, value: Json | undefined): Json | undefined {
  if (!choices || choices.length === 0 || value === null) return undefined;
  const given = multiple && Array.isArray(value) ? value : [value];
  return given.find(
    (one) => one !== undefined && !isComputed(one) && !choices.some((choice) => String(choice.value) === inWords(one)),
  );
}

function needsOf(
  fields: readonly FieldMetadata[],
  values: JsonObject,
  mapping: JsonObject,
  above: string | null,
): MappingNeed[] {
  return fields.flatMap((field): MappingNeed[] => {
    const value = values[field.key];
    const path = above === null ? field.key : `${above}.${field.key}`;
    const { label } = field;
    const required = isRequired(field, mapping);
    if (isEmpty(field, value, above !== null)) {
      return required ? [{ path, label, message: `${label} is required.` }] : [];
    }
    const odd = noChoice(field, value);
    if (odd !== undefined) {
      return [{ path, label, message: `“${inWords(odd)}” is no choice of ${label}. Choose another value.` }];
    }
    const inner = parts(value);
    return required && inner && field.properties ? needsOf(field.properties, inner, mapping, path) : [];
  });
}

/**
 * What `mapping` lacks so that its action refuses every event: required fields without a value, values that are no
 * choice of their field, the way in which records are written. What hangs on the event is not among it.
 */
export function mappingNeeds({ fields, syncMode }: Pick<ActionMetadata, 'fields' | 'syncMode'>, mapping: JsonObject) {
  const needs = needsOf(fields, mapping, mapping, null);
  if (!syncMode) return needs;
  const mode = mapping[SYNC_MODE_KEY];
  if (syncMode.choices.some(({ value }) => value === mode)) return needs;
  const { label } = syncMode;
  return [
    { path: SYNC_MODE_KEY, label, message: `Choose one of: ${syncMode.choices.map((one) => one.label).join(', ')}.` },
    ...needs,
  ];
}

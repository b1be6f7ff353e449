import type { Json, JsonObject } from '@/spec/event';
import { SYNC_MODE_KEY, type FieldCondition, type FieldMetadata } from '../metadata';

/** Whether something of a mapped value is computed from the event, so that only an event can tell what it is. */
export function isComputed(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(isComputed);
  if (value === undefined || value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([key, inner]) => key.startsWith('@') || isComputed(inner));
}

function valueAt(values: JsonObject, path: string): Json | undefined {
  if (path in values) return values[path];
  let at: Json | undefined = values;
  for (const key of path.split('.')) {
    if (at === null || typeof at !== 'object' || Array.isArray(at)) return undefined;
    at = at[key];
  }
  return at;
}

type Question = FieldCondition['conditions'][number];

/** True, false, or undefined when only an event can tell. */
function holdsOne(question: Question, mapping: JsonObject): boolean | undefined {
  const value = valueAt(mapping, question.about === 'syncMode' ? SYNC_MODE_KEY : question.field);
  const wanted = Array.isArray(question.value) ? question.value : [question.value];
  const isEmpty = value === undefined || value === null || value === '';
  const computed = isComputed(value);
  if (computed && wanted.some((one) => one !== null)) return undefined;
  const found = wanted.some((one) => (one === null ? isEmpty : value === one));
  return question.operator === 'is' ? found : !found;
}

/** Whether a condition on other fields holds for a mapping; undefined when it hangs on values of the event. */
export function conditionHolds(condition: FieldCondition, mapping: JsonObject): boolean | undefined {
  const answers = condition.conditions.map((question) => holdsOne(question, mapping));
  const settling = condition.match === 'any';
  if (answers.includes(settling)) return settling;
  if (answers.includes(undefined)) return undefined;
  return !settling;
}

/** Whether a mapping must fill a field, whatever the event. */
export function isRequired(field: FieldMetadata, mapping: JsonObject): boolean {
  return field.required || (field.requiredWhen !== undefined && conditionHolds(field.requiredWhen, mapping) === true);
}

import type { Json, JsonObject } from '@/spec/event';
import type { FieldCondition, FieldMetadata } from './metadata';

const isEmpty = (value: Json | undefined) => value === undefined || value === null || value === '';

function holds(condition: FieldCondition, values: JsonObject): boolean {
  const answers = condition.conditions.map(({ field, operator, value }) => {
    const wanted = Array.isArray(value) ? value : [value];
    const found = wanted.some((one) => (one === null ? isEmpty(values[field]) : values[field] === one));
    return operator === 'is' ? found : !found;
  });
  return condition.match === 'any' ? answers.some(Boolean) : answers.every(Boolean);
}

/** Whether a setting is asked for, given the other settings. Hidden ones never are. */
export function settingShown(field: FieldMetadata, values: JsonObject): boolean {
  return !field.hidden && (!field.shownWhen || holds(field.shownWhen, values));
}

/** Whether a setting must be filled, given the other settings. What is not asked for need not be. */
export function settingRequired(field: FieldMetadata, values: JsonObject): boolean {
  if (field.shownWhen && !holds(field.shownWhen, values)) return false;
  return field.required || (field.requiredWhen !== undefined && holds(field.requiredWhen, values));
}

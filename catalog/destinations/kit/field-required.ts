import type { JsonObject } from '@/spec/event';
import { SYNC_MODE_KEY, type FieldCondition, type FieldMetadata } from './metadata';

function holds(condition: FieldCondition, mapping: JsonObject): boolean {
  const answers = condition.conditions.map(({ field, about, operator, value }) => {
    const actual = about === 'syncMode' ? mapping[SYNC_MODE_KEY] : mapping[field];
    const equal = [value].flat().some((one) => one === (actual ?? null));
    return operator === 'is' ? equal : !equal;
  });
  return condition.match === 'any' ? answers.some(Boolean) : answers.every(Boolean);
}

/** Whether the action refuses what `mapping` makes when this field has no value. */
export const fieldRequired = ({ required, requiredWhen }: FieldMetadata, mapping: JsonObject): boolean =>
  required || (requiredWhen !== undefined && holds(requiredWhen, mapping));

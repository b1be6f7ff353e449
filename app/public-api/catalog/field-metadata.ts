import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { JsonObject } from '@/spec/event';

/** A setting as Segment's IntegrationOptionBeta; the values to choose from come with it, as `choices`. */
export function optionOf(field: FieldMetadata): JsonObject {
  return {
    name: field.key,
    type: field.choices ? 'select' : field.type,
    required: field.required,
    label: field.label,
    description: field.description,
    ...(field.default === undefined ? {} : { defaultValue: field.default }),
    ...(field.choices ? { choices: field.choices } : {}),
  };
}

/** A field of an action as Segment's DestinationMetadataActionFieldV1. `action` is the action's id, `index` the place. */
export function actionFieldOf(action: string, field: FieldMetadata, index: number): JsonObject {
  return {
    id: `${action}.${field.key}`,
    sortOrder: index,
    fieldKey: field.key,
    label: field.label,
    type: field.hidden ? 'HIDDEN' : field.type.toUpperCase(),
    description: field.description,
    placeholder: field.placeholder ?? '',
    defaultValue: field.default ?? null,
    required: field.required,
    multiple: field.multiple,
    choices: field.choices ?? null,
    dynamic: field.dynamic === true,
    allowNull: field.nullable === true,
  };
}

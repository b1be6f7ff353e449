import type { InputField } from '@segment/actions-core';
import type { Json } from '@/spec/event';
import { SYNC_MODE_KEY, type ChoiceValue, type FieldCondition, type FieldMetadata } from './metadata';
import { nameTheSender } from './name-the-sender';

/** A setting or a field: what both have, and what only fields have. */
type AnyField = { type: FieldMetadata['type'] } & Partial<
  Pick<
    InputField,
    'label' | 'description' | 'required' | 'multiple' | 'default' | 'format' | 'placeholder' | 'unsafe_hidden'
  >
> & {
    choices?: unknown;
    dynamic?: unknown;
    properties?: Record<string, unknown>;
    additionalProperties?: boolean;
    allowNull?: boolean;
    depends_on?: unknown;
    minimum?: number;
    maximum?: number;
    readOnly?: boolean;
    defaultObjectUI?: string;
    category?: string;
    disabledInputMethods?: string[];
  };
type Conditions = NonNullable<InputField['depends_on']>;

const EDITORS: Record<string, FieldMetadata['editor']> = {
  keyvalue: 'pairs',
  'keyvalue:only': 'pairs-only',
  arrayeditor: 'list',
  'object:only': 'whole',
};

function choices(field: AnyField): NonNullable<FieldMetadata['choices']> {
  return (field.choices as unknown[]).map((choice) => {
    if (choice !== null && typeof choice === 'object') {
      const { label, value } = choice as { label: string; value: ChoiceValue };
      return { label: nameTheSender(label), value };
    }
    return { label: String(choice), value: choice as ChoiceValue };
  });
}

/** What a condition asks about; some definitions name the sync mode by its key, as if it were a field. */
function subject(one: Conditions['conditions'][number]): Pick<FieldCondition['conditions'][number], 'field' | 'about'> {
  const field = 'fieldKey' in one ? one.fieldKey : '';
  return one.type === 'syncMode' || field === SYNC_MODE_KEY
    ? { field: '', about: 'syncMode' }
    : { field, about: 'field' };
}

function condition({ match = 'all', conditions }: Conditions): FieldCondition {
  return {
    match,
    conditions: conditions.map((one) => ({
      ...subject(one),
      operator: one.operator,
      value: (one.value ?? null) as FieldCondition['conditions'][number]['value'],
    })),
  };
}

const given = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

/** One field of a definition in Segment's format as data of the catalog. */
export function describeField(key: string, field: AnyField): FieldMetadata {
  const properties = describeFields(field.properties as Record<string, AnyField> | undefined);
  const only = field.disabledInputMethods;
  return {
    key,
    label: nameTheSender(field.label ?? key),
    description: nameTheSender(field.description ?? ''),
    type: field.type,
    required: field.required === true,
    multiple: field.multiple === true,
    ...given({
      requiredWhen: typeof field.required === 'object' ? condition(field.required) : undefined,
      shownWhen: field.depends_on ? condition(field.depends_on as Conditions) : undefined,
      choices: Array.isArray(field.choices) && field.choices.length > 0 ? choices(field) : undefined,
      default: field.default as Json | undefined,
      format: field.format,
      placeholder: field.placeholder === undefined ? undefined : nameTheSender(field.placeholder),
      hidden: field.unsafe_hidden === true ? true : undefined,
      properties: properties.length > 0 ? properties : undefined,
      open: properties.length > 0 && field.additionalProperties === true ? true : undefined,
      nullable: field.allowNull === true ? true : undefined,
      dynamic: field.dynamic === true ? true : undefined,
      minimum: field.minimum,
      maximum: field.maximum,
      readOnly: field.readOnly === true ? true : undefined,
      editor: field.defaultObjectUI ? EDITORS[field.defaultObjectUI] : undefined,
      hashed: field.category === 'hashedPII' ? true : undefined,
      fixed: only?.includes('variable') && !only.includes('literal') ? true : undefined,
    }),
  };
}

/** The fields of a definition in Segment's format, in their order. */
export function describeFields(fields: Record<string, AnyField> = {}): FieldMetadata[] {
  return Object.entries(fields).map(([key, field]) => describeField(key, field));
}

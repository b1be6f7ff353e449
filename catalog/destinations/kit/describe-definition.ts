import type { DestinationDefinition, GlobalSetting, InputField } from '@segment/actions-core';
import type { Json, JsonObject } from '@/spec/event';
import type { ActionMetadata, DefinitionMetadata, FieldMetadata, PresetMetadata } from './metadata';

type AnyField = GlobalSetting | InputField;

function choices(field: AnyField): { choices?: FieldMetadata['choices'] } {
  if (!Array.isArray(field.choices)) return {};
  return {
    choices: field.choices.map((choice) =>
      typeof choice === 'object'
        ? { label: choice.label, value: String(choice.value) }
        : { label: String(choice), value: String(choice) },
    ),
  };
}

function describeField(key: string, field: AnyField): FieldMetadata {
  const hidden = 'unsafe_hidden' in field && field.unsafe_hidden === true;
  return {
    key,
    label: field.label,
    description: field.description,
    type: field.type,
    // A field that is required only under conditions is checked by the definition itself when it runs.
    required: field.required === true,
    multiple: 'multiple' in field && field.multiple === true,
    ...choices(field),
    ...(field.default === undefined ? {} : { default: field.default as Json }),
    ...('format' in field && typeof field.format === 'string' ? { format: field.format } : {}),
    ...('placeholder' in field && typeof field.placeholder === 'string' ? { placeholder: field.placeholder } : {}),
    ...(hidden ? { hidden } : {}),
  };
}

const describeFields = (fields: Record<string, AnyField> = {}): FieldMetadata[] =>
  Object.entries(fields).map(([key, field]) => describeField(key, field));

/** A definition of Segment's format (ours or `@segment/action-destinations`) as pure data for the catalog. */
export function describeDefinition(definition: DestinationDefinition<never>): DefinitionMetadata {
  const actions: ActionMetadata[] = Object.entries(definition.actions).map(([slug, action]) => ({
    slug,
    title: action.title,
    description: action.description ?? '',
    defaultTrigger: action.defaultSubscription ?? null,
    fields: describeFields(action.fields),
    hidden: action.hidden === true,
    batches: typeof action.performBatch === 'function',
  }));
  const presets = (definition.presets ?? []).flatMap((preset): PresetMetadata[] => {
    if (preset.type !== 'automatic' || !preset.subscribe) return [];
    const fields = actions.find(({ slug }) => slug === preset.partnerAction)?.fields ?? [];
    const defaults = fields.flatMap((field) => (field.default === undefined ? [] : [[field.key, field.default]]));
    const mapping = { ...Object.fromEntries(defaults), ...preset.mapping } as JsonObject;
    return [
      {
        name: preset.name ?? preset.partnerAction,
        actionSlug: preset.partnerAction,
        trigger: preset.subscribe,
        mapping,
      },
    ];
  });
  return {
    slug: definition.slug ?? definition.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    settings: describeFields(definition.authentication?.fields),
    actions,
    presets,
  };
}

import type { ActionMetadata, DestinationMetadata, FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { JsonObject } from '@/spec/event';
import { actionId } from './action-id';

/** Segment's IntegrationOptionBeta. */
function option(field: FieldMetadata): JsonObject {
  return {
    name: field.key,
    type: field.choices ? 'select' : field.type,
    required: field.required,
    label: field.label,
    description: field.description,
    ...(field.default === undefined ? {} : { defaultValue: field.default }),
  };
}

/** Segment's DestinationMetadataActionFieldV1. */
function actionField(action: string, field: FieldMetadata, index: number): JsonObject {
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
    dynamic: false,
    allowNull: false,
  };
}

function action(destination: DestinationMetadata, metadata: ActionMetadata): JsonObject {
  const id = actionId(destination, metadata.slug);
  return {
    id,
    slug: metadata.slug,
    name: metadata.title,
    description: metadata.description,
    platform: 'CLOUD',
    hidden: metadata.hidden,
    defaultTrigger: metadata.defaultTrigger,
    fields: metadata.fields.map((field, index) => actionField(id, field, index)),
  };
}

/** Segment's DestinationMetadataV1. What a destination asks for besides its settings ("setup") is an option as well. */
export function destinationMetadata(destination: DestinationMetadata): JsonObject {
  return {
    id: destination.id,
    name: destination.name,
    description: destination.description,
    slug: destination.slug,
    logos: { default: '' },
    options: [...destination.settings, ...destination.setup.fields].map(option),
    status: 'PUBLIC',
    previousNames: [],
    categories: destination.categories,
    website: destination.website,
    components: [{ type: 'SERVER', code: destination.website, owner: 'SEGMENT' }],
    supportedFeatures: {
      cloudModeInstances: 'MULTIPLE',
      deviceModeInstances: 'NONE',
      replay: false,
      browserUnbundling: false,
      browserUnbundlingPublic: false,
    },
    supportedMethods: { pageview: true, identify: true, alias: true, track: true, group: true },
    supportedPlatforms: { browser: true, server: true, mobile: true, warehouse: false, cloudAppObject: false },
    actions: destination.actions.map((metadata) => action(destination, metadata)),
    presets: destination.presets.map((preset) => ({
      actionId: actionId(destination, preset.actionSlug),
      name: preset.name,
      fields: preset.mapping,
      trigger: preset.trigger,
    })),
    contacts: [],
    partnerOwned: false,
    supportedRegions: [],
    regionEndpoints: [],
  };
}

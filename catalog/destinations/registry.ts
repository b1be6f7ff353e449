import type { Json, JsonObject } from '@/spec/event';
import { webhookDefinition } from './generated/webhook';
import { windsorDefinition } from './generated/windsor';
import type { DefinitionMetadata, DestinationListing, DestinationMetadata, InitialSubscription } from './kit/metadata';
import { webhookListing } from './webhook/listing';
import { windsorListing } from './windsor/listing';

const entry = (listing: DestinationListing, definition: DefinitionMetadata): DestinationMetadata => ({
  ...definition,
  ...listing,
  settings: definition.settings.map((field) => ({
    ...field,
    description: listing.settingDescriptions?.[field.key] ?? field.description,
  })),
  presets: listing.presets ?? definition.presets,
});

const CATALOG: readonly DestinationMetadata[] = [
  entry(webhookListing, webhookDefinition),
  entry(windsorListing, windsorDefinition),
].sort((a, b) => a.name.localeCompare(b.name));
const BY_TYPE = new Map(CATALOG.map((one) => [one.type, one]));

/** Every destination that can be added, by name. Only destinations that were seen working are listed. */
export function destinationCatalog(): readonly DestinationMetadata[] {
  return CATALOG;
}

/** The destination whose key is `type` ("webhook"), or undefined. */
export function findDestinationType(type: string): DestinationMetadata | undefined {
  return BY_TYPE.get(type);
}

/** The destination whose Public API catalog id is `id`, or undefined. */
export function findDestinationById(id: string): DestinationMetadata | undefined {
  return CATALOG.find((one) => one.id === id);
}

/** What a new mapping of `actionSlug` starts with: the default of every field that has one. */
export function defaultMapping(type: string, actionSlug: string): JsonObject {
  const action = findDestinationType(type)?.actions.find(({ slug }) => slug === actionSlug);
  const pairs = (action?.fields ?? []).flatMap(({ key, default: value }): [string, Json][] =>
    value === undefined ? [] : [[key, value]],
  );
  return Object.fromEntries(pairs);
}

/**
 * The enabled mappings that a new destination of `type` starts with. `answers` are the values of its `setup.fields`,
 * by key; each goes into every mapping. Empty for an unknown type.
 */
export function initialSubscriptions(type: string, answers: JsonObject = {}): InitialSubscription[] {
  const found = findDestinationType(type);
  if (!found) return [];
  const asked = new Set(found.setup.fields.map(({ key }) => key));
  const given = Object.fromEntries(Object.entries(answers).filter(([key]) => asked.has(key)));
  return found.presets.map((preset) => ({ ...preset, mapping: { ...preset.mapping, ...given }, enabled: true }));
}

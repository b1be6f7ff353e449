import type { JsonObject } from '@/spec/event';
import { readSummaries, readType } from './catalog-files';
import { startOf } from './kit/describe-definition';
import type { DestinationMetadata, DestinationSummary, InitialSubscription } from './kit/metadata';

let known: { byType: Map<string, DestinationSummary>; byId: Map<string, DestinationSummary> } | undefined;

function index() {
  known ??= {
    byType: new Map(readSummaries().map((one) => [one.type, one])),
    byId: new Map(readSummaries().map((one) => [one.id, one])),
  };
  return known;
}

/** Every destination that can be added, by name, in short. Only destinations that were seen working are listed. */
export function destinationCatalog(): readonly DestinationSummary[] {
  return readSummaries();
}

/** The destination whose key is `type` ("webhook"), whole, or undefined. */
export function findDestinationType(type: string): DestinationMetadata | undefined {
  return index().byType.has(type) ? readType(type) : undefined;
}

/** The same in short, for lists. */
export function findDestinationSummary(type: string): DestinationSummary | undefined {
  return index().byType.get(type);
}

/** The destination whose Public API catalog id is `id`, whole, or undefined. */
export function findDestinationById(id: string): DestinationMetadata | undefined {
  const found = index().byId.get(id);
  return found && readType(found.type);
}

/** What a new mapping of `actionSlug` starts with: the default of every field that has one, and of the sync mode. */
export function defaultMapping(type: string, actionSlug: string): JsonObject {
  const action = findDestinationType(type)?.actions.find(({ slug }) => slug === actionSlug);
  return action ? startOf(action) : {};
}

/**
 * The mappings that a new destination of `type` starts with. `answers` are the values of its `setup.fields`,
 * by key; each goes into every mapping. `chosen` are the names of the presets to make, suggested ones too; without it,
 * all but the suggested. One that needs something first is disabled. Empty for an unknown type.
 */
export function initialSubscriptions(
  type: string,
  answers: JsonObject = {},
  chosen?: readonly string[],
): InitialSubscription[] {
  const found = findDestinationType(type);
  if (!found) return [];
  const asked = new Set(found.setup.fields.map(({ key }) => key));
  const given = Object.fromEntries(Object.entries(answers).filter(([key]) => asked.has(key)));
  return found.presets
    .filter(({ name, suggested }) => (chosen ? chosen.includes(name) : !suggested))
    .map(({ name, actionSlug, trigger, mapping, needs }) => ({
      ...{ name, actionSlug, trigger, mapping: { ...mapping, ...given } },
      enabled: needs === undefined,
    }));
}

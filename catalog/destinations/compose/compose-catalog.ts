import { EVENT_TYPES } from '@/spec/event';
import { describeDefinition, type AnyDefinition } from '../kit/describe-definition';
import type { DefinitionSource, DestinationListing, DestinationMetadata, DestinationSummary } from '../kit/metadata';
import { VENDOR_LISTINGS } from '../listings/all-listings';
import { LEFT_OUT } from '../listings/left-out';
import { OWN_DESTINATIONS } from '../own';
import { packagedDefinitions, type Packaged } from './packaged';

/** A packaged destination that is not offered. */
export interface LeftOut {
  type: string;
  name: string;
  reason: string;
}

/** The catalog whole. */
export interface ComposedCatalog {
  /** By name. */
  types: DestinationMetadata[];
  leftOut: LeftOut[];
}

function callsOf({ presets, actions }: Pick<DestinationMetadata, 'presets' | 'actions'>) {
  const triggers = [...presets.map(({ trigger }) => trigger), ...actions.map((action) => action.defaultTrigger ?? '')];
  return EVENT_TYPES.filter((type) => new RegExp(`["']${type}["']`).test(triggers.join(' ')));
}

function entry(listing: DestinationListing, definition: AnyDefinition, source: DefinitionSource): DestinationMetadata {
  const described = describeDefinition(definition);
  const whole = {
    ...described,
    ...listing,
    settings: described.settings.map((field) => ({
      ...field,
      description: listing.settingDescriptions?.[field.key] ?? field.description,
    })),
    presets: listing.presets ?? described.presets,
  };
  return { ...whole, calls: callsOf(whole), source };
}

/** "Actions Amplitude" and "HubSpot Cloud Mode (Actions)" are the names of files, not of products. */
function plainName(name: string): string {
  return name
    .replace(/^Actions /, '')
    .replace(/ \(Actions\)$/, '')
    .trim();
}

function vendorListing({ id, type, definition }: Packaged): DestinationListing {
  const given = VENDOR_LISTINGS[type] ?? { categories: ['Raw Data'] };
  return {
    id,
    type,
    name: plainName(definition.name),
    description: definition.description ?? '',
    website: `https://segment.com/docs/connections/destinations/catalog/${definition.slug ?? ''}/`,
    setup: { fields: [] },
    verified: 'runs',
    ...given,
  };
}

/** Composes the catalog: our own destinations, then every packaged one that is not left out. Loads every definition. */
export async function composeCatalog(): Promise<ComposedCatalog> {
  const packaged = packagedDefinitions();
  const taken = new Set(OWN_DESTINATIONS.map(({ listing }) => listing.type));
  const own = await Promise.all(
    OWN_DESTINATIONS.map(async ({ listing, load, directory = '' }) => {
      if (load) return entry(listing, await load(), { kind: 'ours' });
      const found = packaged.find(({ source }) => source.kind === 'segment' && source.directory === directory);
      if (!found) throw new Error(`Segment's package has no folder "${directory}".`);
      return entry(listing, found.definition, found.source);
    }),
  );
  const vendors = packaged.filter(({ type }) => !taken.has(type));
  const offered = vendors.filter(({ type }) => !(type in LEFT_OUT));
  const types = [...own, ...offered.map((one) => entry(vendorListing(one), one.definition, one.source))];
  return {
    types: types.sort((a, b) => a.name.localeCompare(b.name, 'en')),
    leftOut: vendors.flatMap(({ type, definition }) => {
      const reason = LEFT_OUT[type];
      return reason === undefined ? [] : [{ type, name: plainName(definition.name), reason }];
    }),
  };
}

/** A destination in short. */
export function summaryOf(whole: DestinationMetadata): DestinationSummary {
  const { id, type, slug, name, description, categories, website, mode, calls, verified, source } = whole;
  const { note, keyHelp, regions, aliases, authentication, settings, setup, actions, presets } = whole;
  return {
    ...{ id, type, slug, name, description, categories, website, mode, calls, verified, source },
    ...{ note, keyHelp, regions, aliases, authentication },
    needs: [...settings, ...setup.fields].filter(({ required }) => required).map(({ label }) => label),
    actionCount: actions.filter(({ hidden }) => !hidden).length,
    presetCount: presets.length,
    batches: actions.some(({ batches }) => batches),
  };
}

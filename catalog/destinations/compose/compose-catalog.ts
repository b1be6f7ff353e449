import { VERIFIED } from '../contract/verified';
import { describeDefinition, type AnyDefinition } from '../kit/describe-definition';
import type { DefinitionSource, DestinationListing, DestinationMetadata, DestinationSummary } from '../kit/metadata';
import { VENDOR_LISTINGS } from '../listings/all-listings';
import { LEFT_OUT } from '../listings/left-out';
import { OWN_DESTINATIONS } from '../own';
import { callsOf } from './calls-of';
import { withNeeds } from './needs-of';
import { packagedDefinitions, type Packaged } from './packaged';
import { suggestMappings } from './suggest-mappings';

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

function vendorEntry({ id, type, definition, source }: Packaged): DestinationMetadata {
  const given = VENDOR_LISTINGS[type];
  if (!given) throw new Error(`"${type}" of Segment's packages has no listing: add one to listings/vendors/.`);
  const { secretSettings = [], suggest, presetValues = {}, ...listing } = given;
  const verified = VERIFIED[type]?.level ?? 'runs';
  const whole = entry({ id, type, setup: { fields: [] }, verified, ...listing }, definition, source);
  return {
    ...whole,
    settings: whole.settings.map((field) =>
      secretSettings.includes(field.key) ? { ...field, type: 'password' } : field,
    ),
    presets: (whole.presets.length > 0 ? whole.presets : suggestMappings(whole.actions, suggest)).map((one) => ({
      ...one,
      mapping: { ...one.mapping, ...presetValues[one.name] },
    })),
  };
}

/** Composes the catalog: our own destinations, then every packaged one that is not left out. Loads every definition. */
export async function composeCatalog(): Promise<ComposedCatalog> {
  const packaged = packagedDefinitions();
  const taken = new Set(OWN_DESTINATIONS.map(({ listing }) => listing.type));
  const own = await Promise.all(
    OWN_DESTINATIONS.map(async ({ listing, load }) => entry(listing, await load(), { kind: 'ours' })),
  );
  const vendors = packaged.filter(({ type }) => !taken.has(type));
  const offered = vendors.filter(({ type }) => !(type in LEFT_OUT));
  const types = [...own, ...offered.map(vendorEntry)].map(withNeeds);
  return {
    types: types.sort((a, b) => a.name.localeCompare(b.name, 'en')),
    leftOut: vendors.flatMap(({ type, definition }) => {
      const reason = LEFT_OUT[type];
      const name = VENDOR_LISTINGS[type]?.name ?? definition.name;
      return reason === undefined ? [] : [{ type, name, reason }];
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
    presetCount: presets.filter(({ suggested }) => !suggested).length,
    batches: actions.some(({ batches }) => batches),
  };
}

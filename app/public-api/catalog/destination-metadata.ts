import type { ActionMetadata, DestinationMetadata } from '@/catalog/destinations/kit/metadata';
import type { JsonObject } from '@/spec/event';
import { actionId } from './action-id';
import { logosOf } from './logos';
import { actionFieldOf, optionOf } from './field-metadata';

function action(destination: DestinationMetadata, metadata: ActionMetadata): JsonObject {
  const id = actionId(destination, metadata.slug);
  return {
    id,
    slug: metadata.slug,
    name: metadata.title,
    description: metadata.description,
    platform: destination.mode === 'device' ? 'WEB' : 'CLOUD',
    hidden: metadata.hidden,
    defaultTrigger: metadata.defaultTrigger,
    fields: metadata.fields.map((field, index) => actionFieldOf(id, field, index)),
  };
}

/** How it is reached: cloud destinations from every source, device ones from the browser only, once each source. */
function reach(mode: DestinationMetadata['mode']): JsonObject {
  const device = mode === 'device';
  return {
    supportedFeatures: {
      cloudModeInstances: device ? 'NONE' : 'MULTIPLE',
      deviceModeInstances: device ? 'SINGLE' : 'NONE',
      replay: false,
      browserUnbundling: false,
      browserUnbundlingPublic: false,
    },
    supportedPlatforms: { browser: true, server: !device, mobile: !device, warehouse: false, cloudAppObject: false },
  };
}

/** Segment's methods: "pageview" stands for page and screen, which it has no word for. */
function methods(calls: DestinationMetadata['calls']): JsonObject {
  return {
    pageview: calls.includes('page') || calls.includes('screen'),
    identify: calls.includes('identify'),
    alias: calls.includes('alias'),
    track: calls.includes('track'),
    group: calls.includes('group'),
  };
}

/** Made once for each: every destination in a list carries it. */
const known = new WeakMap<DestinationMetadata, JsonObject>();

function represent(destination: DestinationMetadata): JsonObject {
  const { mode, website, source } = destination;
  return {
    id: destination.id,
    name: destination.name,
    description: destination.description,
    slug: destination.slug,
    logos: logosOf(destination.type, destination.name),
    options: [...destination.settings, ...destination.setup.fields].map(optionOf),
    status: 'PUBLIC',
    previousNames: destination.aliases ?? [],
    categories: destination.categories,
    website,
    components: [
      {
        type: mode === 'device' ? 'BROWSER' : 'SERVER',
        code: source.kind === 'ours' ? website : 'https://github.com/segmentio/action-destinations',
        owner: 'SEGMENT',
      },
    ],
    ...reach(mode),
    supportedMethods: methods(destination.calls),
    actions: destination.actions.map((metadata) => action(destination, metadata)),
    presets: destination.presets
      .filter(({ suggested }) => !suggested)
      .map(({ actionSlug, name, mapping, trigger }) => ({
        ...{ actionId: actionId(destination, actionSlug), name, trigger },
        fields: mapping,
      })),
    contacts: [],
    partnerOwned: false,
    supportedRegions: [],
    regionEndpoints: [],
  };
}

/**
 * Segment's DestinationMetadataV1. What a destination asks for besides its settings ("setup") is an option as well.
 * `presets` are those that a new destination starts with.
 */
export function destinationMetadata(destination: DestinationMetadata): JsonObject {
  const made = known.get(destination) ?? represent(destination);
  known.set(destination, made);
  return made;
}

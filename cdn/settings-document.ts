import type { PublishedSource } from '@/storage/entities/published-sources';
import { routingRules, type RoutingRule } from './routing/routing-rules';

/** What the catalog knows of a type of destination, as far as clients are concerned. */
export interface ClientFacts {
  /** The name under which events' `integrations` address it. */
  name: string;
  /** Whether its code runs in the browser; all others receive from our servers. */
  inBrowser: boolean;
}

/** The settings of a source as Segment's clients read them (segment-facts 1.11). Everything in it is public. */
export interface SettingsDocument {
  integrations: Record<string, object>;
  plan: Record<'track' | 'identify' | 'group', { __default: { enabled: boolean; integrations: object } }>;
  middlewareSettings: { routingRules: RoutingRule[] };
  enabledMiddleware: object;
  remotePlugins: [];
  metrics: { sampleRate: number };
  legacyVideoPluginsEnabled: boolean;
  consentSettings: { allCategories: []; hasUnmappedDestinations: true };
  edgeFunction: object;
  autoInstrumentationSettings: { sampleRate: number };
}

/**
 * The settings document of a source whose events go to `origin`.
 *
 * Settings of destinations never enter it: browsers of strangers read it. A destination that receives from our servers
 * is only named, in `unbundledIntegrations`, so that the client can say with each event that it did not send it itself;
 * an entry among the integrations would make every page load the code for classic destinations. Nor are the conditions
 * of its filters told. A destination that runs in the browser gets an entry and its filters as routing rules.
 */
export function settingsDocument(
  source: PublishedSource,
  origin: string,
  factsOf: (type: string) => ClientFacts | undefined,
): SettingsDocument {
  const { host, protocol } = new URL(origin);
  const known = source.destinations.flatMap((destination) => {
    const facts = factsOf(destination.type);
    return facts ? [{ ...destination, ...facts }] : [];
  });
  const inBrowser = known.filter((destination) => destination.inBrowser);
  const onServer = known.filter((destination) => !destination.inBrowser);
  const idsByName: Record<string, string[]> = {};
  for (const { name, id } of inBrowser) (idsByName[name] ??= []).push(id);
  const everything = () => ({ __default: { enabled: true, integrations: {} } });
  return {
    integrations: {
      'Segment.io': {
        apiKey: source.writeKey,
        apiHost: `${host}/v1`,
        protocol: protocol.slice(0, -1),
        retryQueue: true,
        addBundledMetadata: true,
        unbundledIntegrations: [...new Set(onServer.map(({ name }) => name))].sort(),
        bundledConfigIds: inBrowser.map(({ id }) => id),
        unbundledConfigIds: onServer.map(({ id }) => id),
        maybeBundledConfigIds: idsByName,
        versionSettings: { componentTypes: ['browser'] },
      },
      ...Object.fromEntries(
        inBrowser.map(({ name }) => [
          name,
          { type: 'browser', bundlingStatus: 'bundled', versionSettings: { componentTypes: ['browser'] } },
        ]),
      ),
    },
    plan: { track: everything(), identify: everything(), group: everything() },
    middlewareSettings: { routingRules: inBrowser.flatMap(({ name, filters }) => routingRules(name, filters)) },
    enabledMiddleware: {},
    remotePlugins: [],
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    // Nothing belongs to a category of consent yet, our own log included, which takes events also without destinations.
    // With `false`, consent wrappers would not load analytics.js at all.
    consentSettings: { allCategories: [], hasUnmappedDestinations: true },
    edgeFunction: {},
    autoInstrumentationSettings: { sampleRate: 0 },
  };
}

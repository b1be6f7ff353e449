import type { JsonObject } from '@/spec/event';
import type { PublishedDestination, PublishedSource } from '@/storage/entities/published-sources';
import { routingRules, type RoutingRule } from './routing/routing-rules';

/** What the catalog knows of a type of destination, as far as clients are concerned. */
export interface ClientFacts {
  /** The name under which events' `integrations` address it. */
  name: string;
  /** Where its code for the browser lies, and the global it defines; null: it receives from our servers. */
  code: { path: string; libraryName: string } | null;
}

/** A destination whose code clients load and run (segment-facts 1.11). */
export interface RemotePlugin {
  name: string;
  creationName: string;
  libraryName: string;
  url: string;
  settings: JsonObject;
}

/** The settings of a source as Segment's clients read them (segment-facts 1.11). Everything in it is public. */
export interface SettingsDocument {
  integrations: Record<string, object>;
  plan: Record<'track' | 'identify' | 'group', { __default: { enabled: boolean; integrations: object } }>;
  middlewareSettings: { routingRules: RoutingRule[] };
  enabledMiddleware: object;
  remotePlugins: RemotePlugin[];
  metrics: { sampleRate: number };
  legacyVideoPluginsEnabled: boolean;
  consentSettings: { allCategories: []; hasUnmappedDestinations: true };
  edgeFunction: object;
  autoInstrumentationSettings: { sampleRate: number };
}

function remotePlugin({ name, code, ...destination }: PublishedDestination & NamedCode, origin: string): RemotePlugin {
  const subscriptions = destination.subscriptions.map(({ id, name: title, actionSlug, trigger, mapping }) => ({
    ...{ id, name: title, enabled: true, partnerAction: actionSlug },
    ...{ subscribe: trigger, mapping },
  }));
  return {
    name,
    creationName: name,
    libraryName: code.libraryName,
    url: `${origin}${code.path}`,
    settings: { ...destination.settings, subscriptions, versionSettings: { componentTypes: [] } },
  };
}

type NamedCode = { name: string; code: NonNullable<ClientFacts['code']> };

/**
 * The settings document of a source whose events go to `origin`.
 *
 * Settings of destinations on our servers never enter it: browsers of strangers read it. Such a destination is only
 * named, in `unbundledIntegrations`, so that the client can say with each event that it did not send it itself; nor are
 * the conditions of its filters told. A destination that runs in the browser gets an entry, its code, settings and
 * mappings as a remote plugin, and its filters as routing rules.
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
  const inBrowser = known.flatMap(({ code, ...destination }) => (code ? [{ ...destination, code }] : []));
  const onServer = known.filter(({ code }) => code === null);
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
          // Neither a type nor a component: with those, clients would look for the code of a classic destination.
          { bundlingStatus: 'bundled', versionSettings: { componentTypes: [] } },
        ]),
      ),
    },
    plan: { track: everything(), identify: everything(), group: everything() },
    middlewareSettings: { routingRules: inBrowser.flatMap(({ name, filters }) => routingRules(name, filters)) },
    enabledMiddleware: {},
    remotePlugins: inBrowser.map((destination) => remotePlugin(destination, origin)),
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    // Nothing belongs to a category of consent yet, our own log included, which takes events also without destinations.
    // With `false`, consent wrappers would not load analytics.js at all.
    consentSettings: { allCategories: [], hasUnmappedDestinations: true },
    edgeFunction: {},
    autoInstrumentationSettings: { sampleRate: 0 },
  };
}

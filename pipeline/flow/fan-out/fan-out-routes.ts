import type { DestinationMetadata } from '@/catalog/destinations/kit/metadata';
import { oauthGrantOf } from '@/catalog/destinations/oauth/oauth-grant';
import { findDestinationType } from '@/catalog/destinations/registry';
import type { EventType, Json, JsonObject } from '@/spec/event';
import type { DestinationConfig, SubscriptionConfig } from '@/storage/deliveries/destination-config';
import type { Route, RouteTrigger, SourceRoutes } from '../../fan-out/route';
import { applyFilters } from '../../filter/apply-filters';
import { asksOnlyForType } from '../../filter/asks-only-for-type';
import { compiledFql } from '../../filter/compiled-fql';
import { mayMatchType } from '../../filter/may-match-type';

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** What is missing from the settings, in a sentence; null when nothing is. */
function settingsProblem(config: DestinationConfig, metadata: DestinationMetadata | undefined): string | null {
  if (!metadata) return `This version of Switchyard has no destination of the type “${config.type}”.`;
  const missing = metadata.settings.filter(
    ({ key, required, default: standard }) =>
      required && !isGiven(config.settings[key]) && !Object.hasOwn(config.secrets, key) && !isGiven(standard),
  );
  if (missing.length === 0)
    return config.connection === null && oauthGrantOf(config.type) === 'person' ? 'No account is connected.' : null;
  return `Missing: ${missing.map(({ label }) => label).join(', ')}.`;
}

/** A destination is known by our name, Segment's name for the same, its slug and our key. */
function integrationNames({ type }: DestinationConfig, metadata: DestinationMetadata | undefined): string[] {
  return metadata ? [metadata.name, `${metadata.name} (Actions)`, metadata.slug, type] : [type];
}

/** A mapping's trigger as a question that fan-out can ask about an event. */
export function toTrigger({ id, name, trigger }: SubscriptionConfig): RouteTrigger {
  const compiled = compiledFql(trigger);
  return {
    subscriptionId: id,
    name,
    matches(event) {
      if (!compiled.ok) return { problem: compiled.message };
      try {
        return compiled.matches(event as JsonObject);
      } catch (error) {
        return { problem: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

/**
 * Whether the destination can do anything with events of a type: an action is meant for it, or a mapping in use asks for
 * it. A destination that is not in the catalog is not judged here.
 */
function supports(
  metadata: DestinationMetadata | undefined,
  mappings: SubscriptionConfig[],
): (type: EventType) => boolean {
  const conditions = [
    ...(metadata?.actions ?? []).map(({ defaultTrigger }) => defaultTrigger ?? 'all'),
    ...mappings.map(({ trigger }) => trigger),
  ];
  const known = new Map<EventType, boolean>();
  return (type) => {
    let answer = known.get(type);
    if (answer === undefined) {
      answer = !metadata || conditions.some((condition) => mayMatchType(condition, type));
      known.set(type, answer);
    }
    return answer;
  };
}

/** A destination's configuration as questions that fan-out can ask about an event. */
export function toRoute(config: DestinationConfig): Route {
  const metadata = findDestinationType(config.type);
  const mappings = config.subscriptions.filter(({ enabled }) => enabled);
  const filters = config.filters.filter(({ enabled }) => enabled);
  return {
    destinationId: config.id,
    configVersion: config.configVersion,
    names: integrationNames(config, metadata),
    inBrowser: metadata?.mode === 'device',
    supports: supports(metadata, mappings),
    byType: filters.length === 0 && mappings.every(({ trigger }) => asksOnlyForType(trigger)),
    filter: (event, asked) =>
      filters.length === 0 ? { verdict: 'pass', event, changed: false } : applyFilters(event, filters, asked),
    triggers: mappings.map(toTrigger),
    settingsProblem: settingsProblem(config, metadata),
  };
}

/** The routes of each source that has a destination. */
export function routesBySource(configs: DestinationConfig[]): Map<string, SourceRoutes> {
  const sources = new Map<string, SourceRoutes>();
  for (const config of configs) {
    const source = sources.get(config.sourceId) ?? { routes: [], disabled: 0 };
    sources.set(config.sourceId, source);
    if (config.enabled) source.routes.push(toRoute(config));
    else source.disabled += 1;
  }
  return sources;
}

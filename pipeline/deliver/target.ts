import { withTokens } from '@/catalog/destinations/oauth/with-tokens';
import { destinationRuns } from '@/catalog/destinations/run/destination-runs';
import { findDestinationType } from '@/catalog/destinations/registry';
import type { JsonObject } from '@/spec/event';
import type { DeliverySettings } from '@/spec/retry-schedule';
import type { ConnectionConfig, DestinationConfig, SubscriptionConfig } from '@/storage/deliveries/destination-config';
import { openSecret } from '@/storage/secrets';

const UNREADABLE = "A secret of this destination cannot be opened with this installation's key.";

/** A destination, ready to be delivered to. */
export interface ReadyTarget {
  kind: 'ready';
  destinationId: string;
  /** Key into the catalog. */
  type: string;
  /** A person connected an account: its tokens are under `oauth` of the settings, and may have to be renewed. */
  oauth: boolean;
  /** Which tokens these are; 0: none yet. */
  tokensVersion: number;
  /** All settings, secrets opened. */
  settings: JsonObject;
  /** The opened secrets, to be kept out of samples. */
  secrets: string[];
  /** How much and how long it is tried. */
  delivery: DeliverySettings;
  /** The enabled mappings by id. */
  subscriptions: Map<string, SubscriptionConfig>;
}

/** A destination to which nothing can be delivered: every delivery to it ends with this reason. */
export interface ClosedTarget {
  kind: 'closed';
  reason: 'DESTINATION_DELETED' | 'DESTINATION_DISABLED' | 'INVALID_SETTINGS';
  message: string;
}

export type Target = ReadyTarget | ClosedTarget;

/** What `open` gives, or undefined when a secret was sealed under a lost key or is damaged. */
function opening<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}

function openTokens(connection: ConnectionConfig | null): { access: string; refresh: string | null } | null {
  if (!connection) return null;
  const { accessToken, refreshToken } = connection;
  return { access: openSecret(accessToken), refresh: refreshToken && openSecret(refreshToken) };
}

/** Makes a destination's configuration (undefined: it was deleted) runnable. */
export async function targetOf(config: DestinationConfig | undefined): Promise<Target> {
  if (!config) return { kind: 'closed', reason: 'DESTINATION_DELETED', message: 'The destination was deleted.' };
  if (!config.enabled)
    return { kind: 'closed', reason: 'DESTINATION_DISABLED', message: 'The destination was disabled.' };
  const metadata = findDestinationType(config.type);
  if (metadata?.mode !== 'cloud')
    return { kind: 'closed', reason: 'INVALID_SETTINGS', message: `There is no destination type "${config.type}".` };
  const opened = opening(() =>
    Object.entries(config.secrets).map(([key, stored]) => [key, openSecret(stored)] as const),
  );
  if (opened === undefined)
    return { kind: 'closed', reason: 'INVALID_SETTINGS', message: `${UNREADABLE} Enter its secrets again.` };
  const plain: JsonObject = { ...config.settings, ...Object.fromEntries(opened) };
  const tokens = opening(() => openTokens(config.connection));
  if (tokens === undefined)
    return { kind: 'closed', reason: 'INVALID_SETTINGS', message: `${UNREADABLE} Connect its account again.` };
  const settings = tokens ? withTokens(plain, tokens.access, tokens.refresh) : plain;
  const problem = await destinationRuns().settingsProblem(config.type, settings);
  if (problem !== null) return { kind: 'closed', reason: 'INVALID_SETTINGS', message: problem };
  const enabled = config.subscriptions.filter((subscription) => subscription.enabled);
  return {
    kind: 'ready',
    destinationId: config.id,
    type: config.type,
    oauth: metadata.authentication.scheme === 'oauth2',
    tokensVersion: config.connection?.version ?? 0,
    settings,
    secrets: [...opened.map(([, secret]) => secret), ...(tokens ? [tokens.access, tokens.refresh ?? ''] : [])],
    delivery: config.delivery,
    subscriptions: new Map(enabled.map((subscription) => [subscription.id, subscription])),
  };
}

import { executorOf } from '@/catalog/destinations/executors';
import type { Executor } from '@/catalog/destinations/kit/executor';
import type { JsonObject } from '@/spec/event';
import type { DeliverySettings } from '@/spec/retry-schedule';
import type { DestinationConfig, SubscriptionConfig } from '@/storage/deliveries/destination-config';
import { openSecret } from '@/storage/secrets';

/** A destination, ready to be delivered to. */
export interface ReadyTarget {
  kind: 'ready';
  executor: Executor;
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

/** Makes a destination's configuration (undefined: it was deleted) runnable. @throws when a secret cannot be opened. */
export async function targetOf(config: DestinationConfig | undefined): Promise<Target> {
  if (!config) return { kind: 'closed', reason: 'DESTINATION_DELETED', message: 'The destination was deleted.' };
  if (!config.enabled)
    return { kind: 'closed', reason: 'DESTINATION_DISABLED', message: 'The destination was disabled.' };
  const executor = await executorOf(config.type);
  if (!executor)
    return { kind: 'closed', reason: 'INVALID_SETTINGS', message: `There is no destination type "${config.type}".` };
  const opened = Object.entries(config.secrets).map(([key, stored]) => [key, openSecret(stored)] as const);
  const settings: JsonObject = { ...config.settings, ...Object.fromEntries(opened) };
  const problem = executor.settingsProblem(settings);
  if (problem !== null) return { kind: 'closed', reason: 'INVALID_SETTINGS', message: problem };
  const enabled = config.subscriptions.filter((subscription) => subscription.enabled);
  return {
    kind: 'ready',
    executor,
    settings,
    secrets: opened.map(([, secret]) => secret),
    delivery: config.delivery,
    subscriptions: new Map(enabled.map((subscription) => [subscription.id, subscription])),
  };
}

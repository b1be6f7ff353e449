import type { JsonObject } from '@/spec/event';
import type { LoadedDefinition } from './loaded-definition';

/** Settings as actions get them. */
export interface CheckedSettings {
  settings: JsonObject;
  auth: { accessToken?: string; refreshToken?: string };
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/**
 * Settings in the form actions want: types coerced as the definition's schema says, tokens apart. A copy: neither the
 * library nor a definition can change what the caller holds. @throws AggregateAjvError when the settings are wrong.
 */
export function checkedSettings({ destination }: LoadedDefinition, given: JsonObject): CheckedSettings {
  const { oauth, subscription, subscriptions, ...settings } = structuredClone(given);
  void [subscription, subscriptions];
  const tokens = oauth !== null && typeof oauth === 'object' && !Array.isArray(oauth) ? oauth : {};
  destination.validateSettings(settings);
  return { settings, auth: { accessToken: text(tokens.access_token), refreshToken: text(tokens.refresh_token) } };
}

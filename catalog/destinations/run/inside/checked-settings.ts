import type { JsonObject } from '@/spec/event';
import type { LoadedDefinition } from './loaded-definition';

/** Settings as actions get them. */
export interface CheckedSettings {
  settings: JsonObject;
  auth: { accessToken?: string; refreshToken?: string };
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Settings that were checked, by the object in which they came; the text of what came of them. */
const kept = new WeakMap<JsonObject, { by: LoadedDefinition; checked: string }>();

function check({ destination }: LoadedDefinition, given: JsonObject): CheckedSettings {
  const { oauth, subscription, subscriptions, ...settings } = structuredClone(given);
  void [subscription, subscriptions];
  const tokens = oauth !== null && typeof oauth === 'object' && !Array.isArray(oauth) ? oauth : {};
  destination.validateSettings(settings);
  return { settings, auth: { accessToken: text(tokens.access_token), refreshToken: text(tokens.refresh_token) } };
}

/**
 * Settings in the form actions want: types coerced as the definition's schema says, tokens apart. A copy for each call:
 * neither the library nor a definition can change what the next run gets. `given` must not change once it was checked.
 * @throws AggregateAjvError when the settings are wrong.
 */
export function checkedSettings(found: LoadedDefinition, given: JsonObject): CheckedSettings {
  const before = kept.get(given);
  if (before?.by === found) return JSON.parse(before.checked) as CheckedSettings;
  const made = check(found, given);
  kept.set(given, { by: found, checked: JSON.stringify(made) });
  return made;
}

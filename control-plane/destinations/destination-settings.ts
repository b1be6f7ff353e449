import { oauthGrantOf } from '@/catalog/destinations/oauth/oauth-grant';
import { ownSettingsProblem } from '@/catalog/destinations/own-settings';
import type { DestinationMetadata, FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { JsonObject } from '@/spec/event';
import type { DestinationRow } from '@/storage/entities/destinations';
import { openSecret, sealSecret, type StoredSecret } from '@/storage/secrets';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { secretsOf } from './destination-view';
import { movedAddresses } from './addresses/moved-addresses';
import { checkValues, missingRequired } from './settings-of-fields';

/** A destination's settings as stored: plain ones, and secret ones sealed. */
export interface StoredSettings {
  settings: JsonObject;
  secrets: Record<string, StoredSecret>;
}

const AGAIN = 'Enter it again: the address is on another host.';

function refuse(errors: Record<string, string>): void {
  const entries = Object.entries(errors);
  const first = entries[0];
  if (!first) return;
  const fields = Object.fromEntries(entries.map(([key, message]) => [`settings.${key}`, message]));
  throw new ControlPlaneError('invalid_input', `${first[0]}: ${first[1]}`, fields);
}

/**
 * Merges a change into stored settings: a key given empty is cleared, a key not given stays; passwords are sealed.
 * Stored passwords go to no host that was typed after them, as whoever types it may not be somebody who knows them: when
 * an address moves, they must be given again.
 * @throws ControlPlaneError `invalid_input`, one message per setting.
 */
export function mergeSettings(
  ctx: Context,
  { type, settings: fields }: Pick<DestinationMetadata, 'type' | 'settings'>,
  current: StoredSettings,
  change: JsonObject,
): StoredSettings {
  const checked = checkValues(fields, change);
  refuse(checked.errors);
  const settings = { ...current.settings };
  const secrets = { ...current.secrets };
  for (const key of checked.clear) {
    delete settings[key];
    delete secrets[key];
  }
  for (const field of fields) {
    const value = checked.set[field.key];
    if (value === undefined) continue;
    if (field.type === 'password' && typeof value === 'string') secrets[field.key] = sealSecret(value, ctx.actor.label);
    else settings[field.key] = value;
  }
  if (movedAddresses(fields, current.settings, settings).length > 0) {
    const kept = Object.keys(secrets).filter((key) => secrets[key] === current.secrets[key]);
    refuse(Object.fromEntries(kept.map((key) => [key, AGAIN])));
  }
  const problem = Object.keys(change).length > 0 ? ownSettingsProblem(type, readable({ settings, secrets })) : null;
  if (problem) refuse({ [problem.key]: problem.message });
  return { settings, secrets };
}

/** Settings with those secrets opened that can be; one that cannot is said where it is used. */
function readable({ settings, secrets }: StoredSettings): JsonObject {
  const opened: JsonObject = { ...settings };
  for (const [key, secret] of Object.entries(secrets)) {
    try {
      opened[key] = openSecret(secret);
    } catch {
      opened[key] = null;
    }
  }
  return opened;
}

/** The plain settings a definition proposes: its literal defaults. */
export function defaultSettings(fields: FieldMetadata[]): JsonObject {
  const settings: JsonObject = {};
  for (const field of fields) {
    if (field.type === 'password' || field.default === undefined || field.default === null) continue;
    if (typeof field.default !== 'object') settings[field.key] = field.default;
  }
  return settings;
}

/** What `from` has stored for `fields`, its secrets still sealed; from now on they count as set by who copies them. */
export function copySettings(
  ctx: Context,
  fields: FieldMetadata[],
  from: DestinationRow,
  now: Date = new Date(),
): StoredSettings {
  const plain = from.settings as JsonObject;
  const sealed = secretsOf(from);
  const copy: StoredSettings = { settings: {}, secrets: {} };
  for (const { key } of fields) {
    const value = plain[key];
    const secret = sealed[key];
    if (value !== undefined) copy.settings[key] = value;
    if (secret) copy.secrets[key] = { ...secret, setAt: now.toISOString(), setBy: ctx.actor.label };
  }
  return copy;
}

/**
 * Refuses to let a destination be enabled while a required setting is missing, or the account that it signs in with.
 * @throws ControlPlaneError `precondition_failed`, one message per setting.
 */
export function requireComplete(
  { type, name, settings: fields }: Pick<DestinationMetadata, 'type' | 'name' | 'settings'>,
  stored: StoredSettings,
  connected: boolean,
): void {
  if (!connected && oauthGrantOf(type) === 'person') {
    throw new ControlPlaneError(
      'precondition_failed',
      `Connect an account of ${name} before you enable this destination.`,
    );
  }
  const missing = missingRequired(fields, stored.settings, new Set(Object.keys(stored.secrets)));
  const keys = Object.keys(missing);
  if (keys.length === 0) return;
  const labels = fields.filter((field) => missing[field.key]).map((field) => field.label);
  throw new ControlPlaneError(
    'precondition_failed',
    `Fill in ${labels.join(', ')} before you enable this destination.`,
    Object.fromEntries(keys.map((key) => [`settings.${key}`, missing[key] ?? ''])),
  );
}

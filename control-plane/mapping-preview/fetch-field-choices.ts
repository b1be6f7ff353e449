import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import { oauthGrantOf } from '@/catalog/destinations/oauth/oauth-grant';
import { withTokens } from '@/catalog/destinations/oauth/with-tokens';
import { findDestinationType } from '@/catalog/destinations/registry';
import type { FetchedChoices } from '@/catalog/destinations/run/contract';
import { destinationRuns } from '@/catalog/destinations/run/destination-runs';
import type { Json, JsonObject } from '@/spec/event';
import { db } from '@/storage/client';
import { findConnection } from '@/storage/entities/destination-oauth/connections';
import { findDestination, type DestinationRow } from '@/storage/entities/destinations';
import { openSecret } from '@/storage/secrets';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { secretsOf } from '../destinations/destination-view';
import { opening, openedSettings } from '../destinations/opened-settings';
import { ControlPlaneError, notFound } from '../errors';
import { parseInput } from '../parse-input';
import { fieldChoicesInput } from './mapping-preview-inputs';

/** The field that `path` asks about: "identifiers.[0].type" about "identifiers.type", "properties.__keys__" about "properties". */
function fieldOf(fields: readonly FieldMetadata[], path: string): FieldMetadata | undefined {
  return fieldAt(fields, path.replace(/\.\[\d+\]/g, '').replace(/\.__(keys|values)__$/, ''));
}

function fieldAt(fields: readonly FieldMetadata[], path: string): FieldMetadata | undefined {
  const [first, ...rest] = path.split('.');
  const field = fields.find(({ key }) => key === first);
  return rest.length === 0 ? field : fieldAt(field?.properties ?? [], rest.join('.'));
}

/** `value` without what is computed from events: what a definition may know before there is one. */
function literalPart(value: Json): Json | undefined {
  if (Array.isArray(value)) return value.map(literalPart).filter((item) => item !== undefined);
  if (value === null || typeof value !== 'object') return value;
  if (Object.keys(value).some((key) => key.startsWith('@'))) return undefined;
  const entries = Object.entries(value).map(([key, inner]) => [key, literalPart(inner)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

const CONNECT_FIRST = 'Connect an account on the Settings tab first.';

/** The settings of a destination with its secrets and tokens; null while it wants an account and has none. */
async function settingsToAskWith(ctx: Context, destination: DestinationRow): Promise<JsonObject | null> {
  const connection = await findConnection(db(), ctx.workspace.id, destination.id);
  if (connection === null && oauthGrantOf(destination.type) === 'person') return null;
  const stored = { settings: destination.settings as JsonObject, secrets: secretsOf(destination) };
  const settings = openedSettings(stored);
  if (connection === null) return settings;
  const { accessToken, refreshToken } = connection;
  return opening('Connect its account again.', () =>
    withTokens(settings, openSecret(accessToken), refreshToken && openSecret(refreshToken)),
  );
}

/**
 * Asks the vendor, with the destination's credentials, what a dynamic field may hold. Why there is nothing is told in
 * `problem`. Only for those who may edit the destination.
 * @throws ControlPlaneError `not_found`, `invalid_input` (no such dynamic field), `precondition_failed` (a secret cannot be
 * opened).
 */
export async function fetchFieldChoices(ctx: Context, input: unknown): Promise<FetchedChoices> {
  authorize(ctx, 'destinations:edit');
  const { destinationId, actionSlug, field, mapping, page } = parseInput(fieldChoicesInput, input);
  const destination = await findDestination(db(), ctx.workspace.id, destinationId);
  if (!destination) throw notFound('destination');
  const action = findDestinationType(destination.type)?.actions.find(({ slug }) => slug === actionSlug);
  if (!fieldOf(action?.fields ?? [], field)?.dynamic) {
    throw new ControlPlaneError('invalid_input', `${field}: The destination has no choices for this field.`);
  }
  const settings = await settingsToAskWith(ctx, destination);
  if (settings === null) return { choices: [], nextPage: null, problem: CONNECT_FIRST };
  const step = { type: destination.type, actionSlug, mapping, settings };
  const payload = (literalPart(mapping) ?? {}) as JsonObject;
  return destinationRuns().choices(step, field, { payload, ...(page === undefined ? {} : { page }) });
}

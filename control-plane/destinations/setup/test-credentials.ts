import { z } from 'zod';
import { destinationRuns } from '@/catalog/destinations/run/destination-runs';
import { findDestinationType } from '@/catalog/destinations/registry';
import { db } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { authorize } from '../../authorize';
import type { Context } from '../../context';
import { ControlPlaneError, notFound } from '../../errors';
import { parseInput } from '../../parse-input';
import { copySettings, defaultSettings, mergeSettings } from '../destination-settings';
import { jsonObject } from '../destination.schema';
import { openedSettings } from '../opened-settings';
import { missingRequired } from '../settings-of-fields';

/** What came of trying credentials: they were taken, or why not, in the vendor's words where it has any. */
export type CredentialsAnswer = { ok: true } | { ok: false; message: string };

const inputSchema = z.object({
  type: z.string(),
  /** What has been typed; the rest comes from `storedIn`, else from the definition. */
  settings: jsonObject.default({}),
  /** A destination of this type whose stored settings, secrets included, are used where `settings` says nothing. */
  storedIn: z.string().optional(),
});

/**
 * Has the definition try credentials with the vendor, saved or not. Secrets that are stored are used and never shown.
 * @throws ControlPlaneError `not_found`, `invalid_input` (settings missing or wrong), `precondition_failed` (the
 * definition has no such test).
 */
export async function testCredentials(ctx: Context, input: z.input<typeof inputSchema>): Promise<CredentialsAnswer> {
  authorize(ctx, 'destinations:edit');
  const { type: key, settings, storedIn } = parseInput(inputSchema, input);
  const type = findDestinationType(key);
  if (!type) throw notFound('destination type');
  if (!type.authentication.canTest) {
    throw new ControlPlaneError('precondition_failed', `${type.name} offers no way to check credentials.`);
  }
  const from = storedIn === undefined ? null : await findDestination(db(), ctx.workspace.id, storedIn);
  if (storedIn !== undefined && from?.type !== key) throw notFound('destination');
  const before = from
    ? copySettings(ctx, type.settings, from)
    : { settings: defaultSettings(type.settings), secrets: {} };
  const merged = mergeSettings(ctx, type, before, settings);
  const missing = Object.entries(missingRequired(type.settings, merged.settings, new Set(Object.keys(merged.secrets))));
  if (missing.length > 0) {
    const fields = Object.fromEntries(missing.map(([name, message]) => [`settings.${name}`, message]));
    throw new ControlPlaneError('invalid_input', 'Fill in what is marked, then check again.', fields);
  }
  return destinationRuns().testCredentials(key, openedSettings(merged));
}

import { OAUTH_ENDPOINTS } from '@/catalog/destinations/oauth/endpoints';
import { oauthGrantOf } from '@/catalog/destinations/oauth/oauth-grant';
import { findDestinationSummary } from '@/catalog/destinations/registry';
import { db } from '@/storage/client';
import { findDestination, type DestinationRow } from '@/storage/entities/destinations';
import type { Context } from '../context';
import { ControlPlaneError, notFound } from '../errors';

/** Where a vendor is to send people back to; it must be registered there, letter by letter. */
export const CALLBACK_PATH = '/api/destination-oauth/callback';

/**
 * A destination of the workspace whose account a person connects. @throws ControlPlaneError `not_found`;
 * `precondition_failed` when its type has no account to connect.
 */
export async function requireOauthDestination(ctx: Context, id: string): Promise<DestinationRow> {
  const row = await findDestination(db(), ctx.workspace.id, id);
  if (!row) throw notFound('destination');
  if (oauthGrantOf(row.type) !== 'person') {
    const name = findDestinationSummary(row.type)?.name ?? row.type;
    throw new ControlPlaneError('precondition_failed', `${name} is not connected by an account.`);
  }
  return row;
}

/** The vendor's addresses as far as they are known. */
export function knownEndpoints(type: string) {
  return OAUTH_ENDPOINTS[type] ?? { authorizeUrl: '', tokenUrl: '', scopes: '' };
}

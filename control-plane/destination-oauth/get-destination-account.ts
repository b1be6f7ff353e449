import type { z } from 'zod';
import { oauthGrantOf, type OAuthGrant } from '@/catalog/destinations/oauth/oauth-grant';
import { installation } from '@/platform/installation';
import { db } from '@/storage/client';
import { findOauthClient } from '@/storage/entities/destination-oauth/clients';
import { findConnection } from '@/storage/entities/destination-oauth/connections';
import { findDestination } from '@/storage/entities/destinations';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { oauthDestinationSchema } from './destination-oauth.schema';
import { CALLBACK_PATH, knownEndpoints } from './require-oauth-destination';

/** How a destination signs in, for the dashboard: never a token or a secret. Times are ISO-8601. */
export interface DestinationAccount {
  grant: OAuthGrant;
  /** What to register with the vendor. */
  redirectUri: string;
  /** What the workspace registered; null: nothing yet. `secretHint` ends the stored secret. */
  client: {
    clientId: string;
    secretHint: string;
    authorizeUrl: string;
    tokenUrl: string;
    scopes: string;
  } | null;
  /** The vendor's addresses as far as they are known, to start the form with. */
  known: { authorizeUrl: string; tokenUrl: string; scopes: string };
  connection: {
    connectedBy: string;
    connectedAt: string;
    renewedAt: string | null;
    expiresAt: string | null;
    /** Whether the vendor gave a token to renew the other with. */
    renewable: boolean;
    /** Why it must be connected again; null while it works. */
    problem: string | null;
  } | null;
}

/** The account of a destination. @throws ControlPlaneError `not_found` */
export async function getDestinationAccount(
  ctx: Context,
  input: z.input<typeof oauthDestinationSchema>,
): Promise<DestinationAccount> {
  authorize(ctx, 'workspace:read');
  const { destinationId } = parseInput(oauthDestinationSchema, input);
  const row = await findDestination(db(), ctx.workspace.id, destinationId);
  if (!row) throw notFound('destination');
  const [client, connection] = await Promise.all([
    findOauthClient(db(), ctx.workspace.id, row.type),
    findConnection(db(), ctx.workspace.id, row.id),
  ]);
  const { authorizeUrl, tokenUrl, scopes } = knownEndpoints(row.type);
  return {
    grant: oauthGrantOf(row.type),
    redirectUri: `${installation().publicUrl}${CALLBACK_PATH}`,
    client: client && {
      clientId: client.clientId,
      secretHint: client.clientSecret.hint,
      authorizeUrl: client.authorizeUrl,
      tokenUrl: client.tokenUrl,
      scopes: client.scopes,
    },
    known: { authorizeUrl, tokenUrl, scopes },
    connection: connection && {
      connectedBy: connection.connectedBy,
      connectedAt: connection.connectedAt.toISOString(),
      renewedAt: connection.renewedAt?.toISOString() ?? null,
      expiresAt: connection.expiresAt?.toISOString() ?? null,
      renewable: connection.refreshToken !== null,
      problem: connection.problem,
    },
  };
}

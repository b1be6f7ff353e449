import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { randomToken } from '@/platform/ids';
import { installation } from '@/platform/installation';
import { db } from '@/storage/client';
import { findOauthClient } from '@/storage/entities/destination-oauth/clients';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { CONNECT_WITHIN_MS, sealState } from './connect-state';
import { oauthDestinationSchema } from './destination-oauth.schema';
import { CALLBACK_PATH, knownEndpoints, requireOauthDestination } from './require-oauth-destination';

/**
 * Where to send the person, so that they let the destination use their account: the vendor's page, with PKCE and a state
 * that only they can come back with. @throws ControlPlaneError `not_found`, `precondition_failed` (no client yet).
 */
export async function startConnect(
  ctx: Context,
  input: z.input<typeof oauthDestinationSchema>,
): Promise<{ url: string }> {
  authorize(ctx, 'destinations:edit');
  const { destinationId } = parseInput(oauthDestinationSchema, input);
  const row = await requireOauthDestination(ctx, destinationId);
  const client = await findOauthClient(db(), ctx.workspace.id, row.type);
  if (!client) throw new ControlPlaneError('precondition_failed', 'Enter the client ID and secret first.');
  const verifier = randomToken(64);
  const state = sealState({
    workspaceSlug: ctx.workspace.slug,
    destinationId: row.id,
    userId: ctx.actor.id,
    verifier,
    expiresAt: Date.now() + CONNECT_WITHIN_MS,
  });
  const url = new URL(client.authorizeUrl);
  const parameters = {
    ...knownEndpoints(row.type).parameters,
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: `${installation().publicUrl}${CALLBACK_PATH}`,
    ...(client.scopes ? { scope: client.scopes } : {}),
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
  return { url: url.href };
}

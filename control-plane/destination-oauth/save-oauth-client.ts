import type { z } from 'zod';
import { findDestinationSummary } from '@/catalog/destinations/registry';
import { db } from '@/storage/client';
import { findOauthClient, saveOauthClient as writeClient } from '@/storage/entities/destination-oauth/clients';
import { endRenewals } from '@/storage/entities/destination-oauth/connections';
import { sealSecret } from '@/storage/secrets';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { saveOauthClientSchema } from './destination-oauth.schema';
import { requireOauthDestination } from './require-oauth-destination';

/**
 * Keeps the client that the workspace registered with a vendor; all its destinations of that type share it. Without a
 * secret the stored one stays. Accounts must be connected again when the token address moves to another host. @throws ControlPlaneError `not_found`, `invalid_input`, `precondition_failed`.
 */
export async function saveOauthClient(ctx: Context, input: z.input<typeof saveOauthClientSchema>): Promise<void> {
  authorize(ctx, 'destinations:edit');
  const wanted = parseInput(saveOauthClientSchema, input);
  const row = await requireOauthDestination(ctx, wanted.destinationId);
  const before = await findOauthClient(db(), ctx.workspace.id, row.type);
  const secret = wanted.clientSecret ? sealSecret(wanted.clientSecret, ctx.actor.label) : before?.clientSecret;
  if (!secret)
    throw new ControlPlaneError('invalid_input', 'Enter the client secret.', {
      clientSecret: 'Enter the client secret.',
    });
  // Neither a stored secret nor a stored refresh token may be sent to an address that somebody else has just typed.
  const elsewhere = before !== null && new URL(before.tokenUrl).origin !== new URL(wanted.tokenUrl).origin;
  if (!wanted.clientSecret && elsewhere) {
    const message = 'Enter the client secret again: the token address is on another host.';
    throw new ControlPlaneError('invalid_input', message, { clientSecret: message });
  }
  const { clientId, authorizeUrl, tokenUrl, scopes } = wanted;
  await transaction(async (tx) => {
    await writeClient(tx, ctx.workspace.id, row.type, { clientId, authorizeUrl, tokenUrl, scopes }, secret);
    if (elsewhere) await endRenewals(tx, ctx.workspace.id, row.type, 'The token address was moved to another host.');
    await audit(tx, ctx, {
      type: 'Destination OAuth Client Modified',
      resource: { type: 'destination', id: row.id, name: row.name },
      detail: { destinationType: findDestinationSummary(row.type)?.name ?? row.type, clientId, tokenUrl },
    });
  });
}

import type { z } from 'zod';
import { requestTokens } from '@/catalog/destinations/oauth/request-tokens';
import { installation } from '@/platform/installation';
import { db } from '@/storage/client';
import { findOauthClient } from '@/storage/entities/destination-oauth/clients';
import { saveConnection } from '@/storage/entities/destination-oauth/connections';
import { openSecret, sealSecret } from '@/storage/secrets';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { lockDestination } from '../destinations/lock-destination';
import { openState } from './connect-state';
import { finishConnectSchema } from './destination-oauth.schema';
import { CALLBACK_PATH, knownEndpoints, requireOauthDestination } from './require-oauth-destination';

const AGAIN = 'Start again from the settings of the destination.';

function refused(message: string): ControlPlaneError {
  return new ControlPlaneError('precondition_failed', message);
}

/**
 * Ends the way that `startConnect` began: trades the vendor's code for tokens and keeps them sealed.
 * @throws ControlPlaneError `precondition_failed` with what went wrong: the state is not this person's or too old, the
 * person or the vendor said no, the code was refused.
 */
export async function finishConnect(
  ctx: Context,
  input: z.input<typeof finishConnectSchema>,
): Promise<{ destinationId: string }> {
  authorize(ctx, 'destinations:edit');
  const { state: sealed, code, error } = parseInput(finishConnectSchema, input);
  const state = openState(sealed, Date.now());
  if (state?.userId !== ctx.actor.id || state.workspaceSlug !== ctx.workspace.slug)
    throw refused(`This connection was begun by somebody else, or too long ago. ${AGAIN}`);
  const row = await requireOauthDestination(ctx, state.destinationId);
  if (code === undefined) throw refused(`The vendor did not agree${error ? ` (${error})` : ''}. ${AGAIN}`);
  const client = await findOauthClient(db(), ctx.workspace.id, row.type);
  if (!client) throw refused(`The client ID is gone. ${AGAIN}`);
  const answer = await requestTokens({
    tokenUrl: client.tokenUrl,
    clientId: client.clientId,
    clientSecret: openSecret(client.clientSecret),
    basic: knownEndpoints(row.type).basic === true,
    form: {
      grant_type: 'authorization_code',
      code,
      redirect_uri: `${installation().publicUrl}${CALLBACK_PATH}`,
      code_verifier: state.verifier,
    },
  });
  if (!answer.ok) throw refused(answer.message);
  const { accessToken, refreshToken, expiresIn } = answer.tokens;
  const now = new Date();
  const { label } = ctx.actor;
  await transaction(async (tx) => {
    await lockDestination(tx, ctx, row.id);
    await saveConnection(
      tx,
      row.id,
      {
        accessToken: sealSecret(accessToken, label, now),
        refreshToken: refreshToken === null ? null : sealSecret(refreshToken, label, now),
        expiresAt: expiresIn === null ? null : new Date(now.getTime() + expiresIn * 1000),
      },
      label,
      now,
    );
    await audit(tx, ctx, {
      type: 'Destination Account Connected',
      resource: { type: 'destination', id: row.id, name: row.name },
    });
  });
  return { destinationId: row.id };
}

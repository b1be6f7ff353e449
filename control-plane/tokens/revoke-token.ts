import { z } from 'zod';
import { systemClock } from '@/platform/clock';
import { revokeApiToken } from '@/storage/entities/api-tokens';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';

/** Revokes a token at once and for good. @throws ControlPlaneError `forbidden`, `not_found` */
export async function revokeToken(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'tokens:manage');
  const { tokenId } = parseInput(z.object({ tokenId: z.string().min(1) }), input);
  await transaction(async (tx) => {
    const revoked = await revokeApiToken(tx, ctx.workspace.id, tokenId, systemClock.now());
    if (revoked === null) throw notFound('token');
    await audit(tx, ctx, { type: 'Token Revoked', resource: { type: 'token', id: revoked.id, name: revoked.name } });
  });
}

import { transaction } from '@/storage/transaction';
import { authorize } from '../authorize';
import { ROLES, type Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { mintToken } from './mint-token';
import { createTokenSchema } from './token.schema';
import type { TokenView } from './token-view';

/**
 * Creates a Public API token; its secret is in the answer once and can never be read again.
 * @throws ControlPlaneError `forbidden` (also for a role above one's own), `invalid_input`
 */
export async function createToken(ctx: Context, input: unknown): Promise<TokenView & { token: string }> {
  authorize(ctx, 'tokens:manage');
  const { name, role } = parseInput(createTokenSchema, input);
  if (ROLES.indexOf(role) < ROLES.indexOf(ctx.actor.role)) {
    throw new ControlPlaneError('forbidden', 'A token cannot have more rights than you have.');
  }
  const createdById = ctx.actor.kind === 'token' ? null : ctx.actor.id;
  return transaction((tx) => mintToken(tx, ctx, { name, role, createdById }));
}

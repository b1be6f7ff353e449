import { newId } from '@/platform/ids';
import type { Db } from '@/storage/client';
import { insertApiToken } from '@/storage/entities/api-tokens';
import { audit } from '../audit';
import type { Context, Role } from '../context';
import { newSecretToken } from '../secret-token';
import { tokenView, type TokenView } from './token-view';

/** Makes a token in the caller's transaction. The secret is in the answer and nowhere else. */
export async function mintToken(
  tx: Db,
  ctx: Context,
  input: { name: string; role: Role; createdById: string | null },
): Promise<TokenView & { token: string }> {
  const { token, hash } = newSecretToken('swy');
  const row = await insertApiToken(tx, {
    id: newId('tok'),
    workspaceId: ctx.workspace.id,
    tokenHash: hash,
    hint: token.slice(-4),
    ...input,
  });
  await audit(tx, ctx, {
    type: 'Token Created',
    resource: { type: 'token', id: row.id, name: row.name },
    detail: { role: row.role },
  });
  return { ...tokenView(row), token };
}

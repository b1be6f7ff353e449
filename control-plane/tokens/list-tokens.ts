import { db } from '@/storage/client';
import { listApiTokens } from '@/storage/entities/api-tokens';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { decodeKeyset, encodeKeyset } from '../keyset-cursor';
import { pageSchema } from '../page.schema';
import { parseInput } from '../parse-input';
import { tokenView, type TokenView } from './token-view';

/** The workspace's tokens that are not revoked, newest first. */
export async function listTokens(
  ctx: Context,
  input: unknown = {},
): Promise<{ items: TokenView[]; next: string | null }> {
  authorize(ctx, 'tokens:manage');
  const { cursor, count } = parseInput(pageSchema, input);
  const after = cursor ? decodeKeyset(cursor) : null;
  const rows = await listApiTokens(db(), ctx.workspace.id, { after, take: count + 1 });
  const items = rows.slice(0, count);
  const last = items.at(-1);
  const next = rows.length > count && last ? encodeKeyset({ at: last.createdAt, id: last.id }) : null;
  return { items: items.map(tokenView), next };
}

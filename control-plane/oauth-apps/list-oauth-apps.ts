import { db } from '@/storage/client';
import { listOauthAppRows } from '@/storage/entities/oauth/apps';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { decodeKeyset, encodeKeyset } from '../keyset-cursor';
import { pageSchema } from '../page.schema';
import { parseInput } from '../parse-input';
import { oauthAppView, type OauthAppView } from './oauth-app-view';

/** The workspace's OAuth apps, newest first. */
export async function listOauthApps(
  ctx: Context,
  input: unknown = {},
): Promise<{ items: OauthAppView[]; next: string | null }> {
  authorize(ctx, 'workspace:read');
  const { cursor, count } = parseInput(pageSchema, input);
  const after = cursor ? decodeKeyset(cursor) : null;
  const rows = await listOauthAppRows(db(), ctx.workspace.id, { after, take: count + 1 });
  const items = rows.slice(0, count);
  const last = items.at(-1);
  const next = rows.length > count && last ? encodeKeyset({ at: last.createdAt, id: last.id }) : null;
  return { items: items.map(oauthAppView), next };
}

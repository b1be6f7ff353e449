import { db } from '@/storage/client';
import { listOauthAppRows } from '@/storage/entities/oauth/apps';
import { lastOauthKeyUses } from '@/storage/entities/oauth/keys';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { decodeKeyset, encodeKeyset } from '../keyset-cursor';
import { pageSchema } from '../page.schema';
import { parseInput } from '../parse-input';
import { oauthAppView, type OauthAppView } from './oauth-app-view';

/** An app of the list. */
export interface ListedOauthApp extends OauthAppView {
  /** When it was last given a token, whatever became of the key it was given for. */
  lastTokenAt: Date | null;
}

/** The workspace's OAuth apps, newest first. */
export async function listOauthApps(
  ctx: Context,
  input: unknown = {},
): Promise<{ items: ListedOauthApp[]; next: string | null }> {
  authorize(ctx, 'workspace:read');
  const { cursor, count } = parseInput(pageSchema, input);
  const after = cursor ? decodeKeyset(cursor) : null;
  const rows = await listOauthAppRows(db(), ctx.workspace.id, { after, take: count + 1 });
  const items = rows.slice(0, count);
  const last = items.at(-1);
  const next = rows.length > count && last ? encodeKeyset({ at: last.createdAt, id: last.id }) : null;
  const uses = await lastOauthKeyUses(
    db(),
    items.map(({ id }) => id),
  );
  return { items: items.map((row) => ({ ...oauthAppView(row), lastTokenAt: uses.get(row.id) ?? null })), next };
}

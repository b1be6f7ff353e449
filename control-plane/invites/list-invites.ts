import { db } from '@/storage/client';
import { listOpenInvites } from '@/storage/entities/invites';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { decodeKeyset, encodeKeyset } from '../keyset-cursor';
import { pageSchema } from '../page.schema';
import { parseInput } from '../parse-input';
import { inviteView, type InviteView } from './invite-view';

/** The invitations that were neither accepted nor revoked, newest first; those that have expired are marked. */
export async function listInvites(
  ctx: Context,
  input: unknown = {},
): Promise<{ items: InviteView[]; next: string | null }> {
  authorize(ctx, 'members:manage');
  const { cursor, count, search } = parseInput(pageSchema, input);
  const after = cursor ? decodeKeyset(cursor) : null;
  const rows = await listOpenInvites(db(), ctx.workspace.id, { after, search, take: count + 1 });
  const items = rows.slice(0, count);
  const last = items.at(-1);
  const next = rows.length > count && last ? encodeKeyset({ at: last.createdAt, id: last.id }) : null;
  return { items: items.map(inviteView), next };
}

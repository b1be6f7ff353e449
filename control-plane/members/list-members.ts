import { db } from '@/storage/client';
import { listMembers as readMembers } from '@/storage/entities/memberships';
import { authorize } from '../authorize';
import type { Context, Role } from '../context';
import { decodeKeyset, encodeKeyset } from '../keyset-cursor';
import { pageSchema } from '../page.schema';
import { parseInput } from '../parse-input';

/** A member as lists show them. */
export interface MemberView {
  userId: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: Date;
}

/** The members of the workspace, in the order they joined; `search` matches names and addresses. */
export async function listMembers(
  ctx: Context,
  input: unknown = {},
): Promise<{ items: MemberView[]; next: string | null }> {
  authorize(ctx, 'workspace:read');
  const { cursor, count, search } = parseInput(pageSchema, input);
  const from = cursor ? decodeKeyset(cursor) : null;
  const after = from && { createdAt: from.at, userId: from.id };
  const rows = await readMembers(db(), ctx.workspace.id, { after, search, take: count + 1 });
  const items = rows.slice(0, count);
  const last = items.at(-1);
  return {
    items: items.map(({ user, role, createdAt }) => ({
      userId: user.id,
      name: user.name,
      email: user.email,
      role,
      joinedAt: createdAt,
    })),
    next: rows.length > count && last ? encodeKeyset({ at: last.createdAt, id: last.userId }) : null,
  };
}

import { db } from '@/storage/client';
import { listAuditEventRows } from '@/storage/entities/audit-events';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { decodeKeyset, encodeKeyset } from '../keyset-cursor';
import { pageSchema } from '../page.schema';
import { parseInput } from '../parse-input';

/** One line of the audit log: who did what to what, and when. */
export interface AuditEventView {
  id: string;
  at: Date;
  type: string;
  actor: { kind: string; id: string | null; label: string };
  resource: { type: string; id: string; name: string };
  requestId: string | null;
  detail: Record<string, unknown>;
}

/** The workspace's audit log, newest first; `search` matches action, actor and object. */
export async function listAuditEvents(
  ctx: Context,
  input: unknown = {},
): Promise<{ items: AuditEventView[]; next: string | null }> {
  authorize(ctx, 'audit:read');
  const { cursor, count, search } = parseInput(pageSchema, input);
  const after = cursor ? decodeKeyset(cursor) : null;
  const rows = await listAuditEventRows(db(), ctx.workspace.id, { after, search, take: count + 1 });
  const shown = rows.slice(0, count);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      id: row.id,
      at: row.at,
      type: row.type,
      actor: { kind: row.actorKind, id: row.actorId, label: row.actorLabel },
      resource: { type: row.resourceType, id: row.resourceId, name: row.resourceName },
      requestId: row.requestId,
      detail: (row.detail ?? {}) as Record<string, unknown>,
    })),
    next: rows.length > count && last ? encodeKeyset(last) : null,
  };
}

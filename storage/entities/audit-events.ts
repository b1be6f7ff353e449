import type { Db } from '../client';
import type { AuditEvent, Prisma } from '../prisma-client/client';

/** Appends one line to a workspace's audit log. */
export async function insertAuditEvent(db: Db, row: Prisma.AuditEventUncheckedCreateInput): Promise<void> {
  await db.auditEvent.create({ data: row });
}

/** One page of a workspace's audit log, newest first, after the line of `after`; `search` matches action, actor and object. */
export function listAuditEventRows(
  db: Db,
  workspaceId: string,
  page: { after: { at: Date; id: string } | null; search: string; take: number },
): Promise<AuditEvent[]> {
  const contains = { contains: page.search, mode: 'insensitive' } as const;
  const matches: Prisma.AuditEventWhereInput = {
    OR: [{ type: contains }, { actorLabel: contains }, { resourceName: contains }, { resourceId: page.search }],
  };
  const older: Prisma.AuditEventWhereInput | null = page.after && {
    OR: [{ at: { lt: page.after.at } }, { at: page.after.at, id: { lt: page.after.id } }],
  };
  return db.auditEvent.findMany({
    where: { workspaceId, AND: [...(page.search ? [matches] : []), ...(older ? [older] : [])] },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: page.take,
  });
}

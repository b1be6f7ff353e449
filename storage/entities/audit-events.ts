import type { Db } from '../client';
import type { Prisma } from '../prisma-client/client';

/** Appends one line to a workspace's audit log. */
export async function insertAuditEvent(db: Db, row: Prisma.AuditEventUncheckedCreateInput): Promise<void> {
  await db.auditEvent.create({ data: row });
}

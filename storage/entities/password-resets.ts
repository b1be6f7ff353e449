import type { Db } from '../client';
import type { PasswordReset, User } from '../prisma-client/client';

/** Records that a reset was asked for; only the hash of its token is kept. */
export async function insertPasswordReset(
  db: Db,
  row: { id: string; userId: string; tokenHash: string; expiresAt: Date },
): Promise<void> {
  await db.passwordReset.create({ data: row });
}

/** The reset with this token hash, with its account; used and expired ones too. */
export function findPasswordReset(db: Db, tokenHash: string): Promise<(PasswordReset & { user: User }) | null> {
  return db.passwordReset.findUnique({ where: { tokenHash }, include: { user: true } });
}

/** Marks a reset as used if it still can be. @returns false when it was used or has expired meanwhile. */
export async function takePasswordReset(db: Db, id: string, now: Date): Promise<boolean> {
  const { count } = await db.passwordReset.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}

/** Ends every reset of an account that is still open. */
export async function endPasswordResets(db: Db, userId: string, now: Date): Promise<void> {
  await db.passwordReset.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
}

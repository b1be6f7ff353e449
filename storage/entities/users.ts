import type { Db } from '../client';
import type { User } from '../prisma-client/client';

/** The account with this address (lower case), or null. */
export function findUserByEmail(db: Db, email: string): Promise<User | null> {
  return db.user.findUnique({ where: { email } });
}

/** The account with this id, or null. */
export function findUserById(db: Db, id: string): Promise<User | null> {
  return db.user.findUnique({ where: { id } });
}

/** Whether the installation has any account yet. */
export async function anyUserExists(db: Db): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) !== null;
}

/** Creates an account; null when the address is taken. */
export async function insertUser(
  db: Db,
  row: { id: string; email: string; name: string; passwordHash: string },
): Promise<User | null> {
  const [created] = await db.user.createManyAndReturn({ data: [row], skipDuplicates: true });
  return created ?? null;
}

/** Changes what a person calls themselves. */
export async function updateUserName(db: Db, id: string, name: string): Promise<void> {
  await db.user.update({ where: { id }, data: { name } });
}

/**
 * Replaces the password and raises the session version, which ends every session.
 * `verifiedAt` is set when the change also proves that the person reads mail at the address.
 */
export async function updateUserPassword(
  db: Db,
  id: string,
  passwordHash: string,
  verifiedAt: Date | null = null,
): Promise<void> {
  await db.user.update({
    where: { id },
    data: {
      passwordHash,
      sessionVersion: { increment: 1 },
      ...(verifiedAt === null ? {} : { emailVerified: verifiedAt }),
    },
  });
}

/** Makes creations of the very first account wait for each other until the transaction ends. */
export async function lockFirstAccount(db: Db): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('switchyard first account'))`;
}

/** Ends every session of an account by raising its session version. */
export async function raiseSessionVersion(db: Db, id: string): Promise<void> {
  await db.user.update({ where: { id }, data: { sessionVersion: { increment: 1 } } });
}

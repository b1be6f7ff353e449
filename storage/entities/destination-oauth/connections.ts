import type { Db } from '../../client';
import { Prisma } from '../../prisma-client/client';
import type { StoredSecret } from '../../secrets';

/** The account that a destination signs in with; tokens are sealed. */
export interface ConnectionRow {
  destinationId: string;
  accessToken: StoredSecret;
  refreshToken: StoredSecret | null;
  expiresAt: Date | null;
  problem: string | null;
  version: number;
  connectedBy: string;
  connectedAt: Date;
  renewedAt: Date | null;
}

/** The connection of a destination of the workspace, or null. */
export async function findConnection(
  db: Db,
  workspaceId: string,
  destinationId: string,
): Promise<ConnectionRow | null> {
  const row = await db.destinationConnection.findFirst({ where: { destinationId, destination: { workspaceId } } });
  return row as unknown as ConnectionRow | null;
}

/** The problem of each connection of `destinationIds` of the workspace, null while it works; without one there is no entry. */
export async function findConnectionProblems(
  db: Db,
  workspaceId: string,
  destinationIds: string[],
): Promise<Map<string, string | null>> {
  const rows = await db.destinationConnection.findMany({
    where: { destinationId: { in: destinationIds }, destination: { workspaceId } },
    select: { destinationId: true, problem: true },
  });
  return new Map(rows.map(({ destinationId, problem }) => [destinationId, problem]));
}

/** Stores the tokens of an account that a person has just connected, in place of any before. */
export async function saveConnection(
  db: Db,
  destinationId: string,
  tokens: { accessToken: StoredSecret; refreshToken: StoredSecret | null; expiresAt: Date | null },
  connectedBy: string,
  now: Date,
): Promise<void> {
  const plain = {
    accessToken: { ...tokens.accessToken },
    refreshToken: tokens.refreshToken ? { ...tokens.refreshToken } : Prisma.DbNull,
    expiresAt: tokens.expiresAt,
    problem: null,
    connectedBy,
    connectedAt: now,
    renewedAt: null,
  };
  await db.destinationConnection.upsert({
    where: { destinationId },
    create: { destinationId, ...plain },
    update: { ...plain, version: { increment: 1 } },
  });
}

/** Forgets the account of a destination; whether there was one. */
export async function deleteConnection(db: Db, destinationId: string): Promise<boolean> {
  return (await db.destinationConnection.deleteMany({ where: { destinationId } })).count > 0;
}

/** Ends the renewal of every account of a type in a workspace, for a reason that is shown; they must be connected again. */
export async function endRenewals(db: Db, workspaceId: string, type: string, problem: string): Promise<void> {
  await db.destinationConnection.updateMany({
    where: { destination: { workspaceId, type } },
    data: { refreshToken: Prisma.DbNull, problem },
  });
}

import type { Db } from '../../client';
import type { DestinationOauthClientModel } from '../../prisma-client/models';
import type { StoredSecret } from '../../secrets';

/** What a workspace has registered with a vendor; `clientSecret` is sealed. */
export type OauthClientRow = Omit<DestinationOauthClientModel, 'clientSecret'> & { clientSecret: StoredSecret };

/** The client that a workspace uses for destinations of `type`, or null. */
export async function findOauthClient(db: Db, workspaceId: string, type: string): Promise<OauthClientRow | null> {
  const row = await db.destinationOauthClient.findUnique({ where: { workspaceId_type: { workspaceId, type } } });
  return row && { ...row, clientSecret: row.clientSecret as unknown as StoredSecret };
}

/** Writes the client of a workspace and type; without a secret the one that is stored stays. */
export async function saveOauthClient(
  db: Db,
  workspaceId: string,
  type: string,
  values: { clientId: string; authorizeUrl: string; tokenUrl: string; scopes: string },
  clientSecret: StoredSecret,
): Promise<void> {
  const data = { ...values, clientSecret: { ...clientSecret } };
  await db.destinationOauthClient.upsert({
    where: { workspaceId_type: { workspaceId, type } },
    create: { workspaceId, type, ...data },
    update: data,
  });
}

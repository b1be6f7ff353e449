import type { Db, Sql } from '../../client';

/** Refuses from now on the token with this id, or every token that was given out for the key with this id. */
export async function insertRevocation(
  db: Db,
  row: { subject: string; workspaceId: string; expiresAt: Date },
): Promise<void> {
  await db.oauthRevocation.upsert({ where: { subject: row.subject }, create: row, update: {} });
  await db.oauthRevocation.deleteMany({ where: { expiresAt: { lt: new Date() } } });
}

/** Whether a token or key is revoked. */
export async function isRevoked(db: Db, subject: string): Promise<boolean> {
  return (await db.oauthRevocation.count({ where: { subject } })) > 0;
}

/** Everything that is revoked, in all workspaces, as long as a token of it can be about. */
export async function readRevocations(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ subject: string }>({
    name: 'oauth-revocations',
    text: 'SELECT subject FROM public.oauth_revocation WHERE expires_at > now()',
  });
  return rows.map((row) => row.subject);
}

import type { Db } from '../../client';

/**
 * Takes an assertion once and notes that its key was used. The primary key decides, so that of two processes that are
 * shown the same assertion only one takes it.
 * @returns false when it was taken before, or the key is revoked by now.
 */
export async function takeAssertion(
  db: Db,
  { keyId, jti, expiresAt, now }: { keyId: string; jti: string; expiresAt: Date; now: Date },
): Promise<boolean> {
  const taken = await db.$executeRaw`
    WITH used AS (
      UPDATE oauth_key SET last_used_at = ${now} WHERE id = ${keyId} AND revoked_at IS NULL RETURNING id
    )
    INSERT INTO oauth_assertion (key_id, jti, expires_at)
    SELECT id, ${jti}, ${expiresAt} FROM used
    ON CONFLICT DO NOTHING`;
  return taken > 0;
}

/** Forgets at most 100 assertions that have expired; rows that somebody else holds are skipped. */
export async function pruneAssertions(db: Db, now: Date): Promise<void> {
  await db.$executeRaw`
    DELETE FROM oauth_assertion WHERE (key_id, jti) IN (
      SELECT key_id, jti FROM oauth_assertion WHERE expires_at < ${now}
       ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED)`;
}

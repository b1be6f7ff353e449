import type { Sql } from '../client';

const RELEASE = `
UPDATE pipeline.delivery d
   SET attempt = d.attempt - 1, lease_until = NULL, run_at = now()
  FROM unnest($1::bigint[], $2::int[]) AS claim(id, attempt)
 WHERE d.id = claim.id AND d.attempt = claim.attempt`;

/** Gives claimed deliveries back untried, due at once; the attempt does not count. */
export async function releaseDeliveries(sql: Sql, claims: { id: string; attempt: number }[]): Promise<void> {
  if (claims.length === 0) return;
  await sql.query(RELEASE, [claims.map(({ id }) => id), claims.map(({ attempt }) => attempt)]);
}

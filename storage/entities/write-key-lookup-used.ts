import type { Sql } from '../client';

/** Records that write keys were used at `at`. Rows that somebody else holds are skipped: the next minute will do. */
export async function markWriteKeysUsed(sql: Sql, writeKeyIds: string[], at: Date): Promise<void> {
  await sql.query(
    `UPDATE public.write_key SET last_used_at = $2
      WHERE id IN (SELECT id FROM public.write_key WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE SKIP LOCKED)`,
    [writeKeyIds, at],
  );
}

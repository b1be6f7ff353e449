import type { Sql } from '../client';

/** Deletes the samples of destinations that are gone, and those taken before `before` (retention). */
export async function pruneAttemptSamples(sql: Sql, before: Date): Promise<void> {
  await sql.query(
    `DELETE FROM pipeline.attempt_sample s
      WHERE s.at < $1 OR NOT EXISTS (SELECT FROM public.destination d WHERE d.id = s.destination_id)`,
    [before],
  );
}

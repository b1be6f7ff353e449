import type { Sql } from '../../client';

const PAUSE = `
INSERT INTO pipeline.breaker (destination_id, workspace_id, paused_until)
VALUES ($1, $2, now() + $3 * interval '1 millisecond')
ON CONFLICT (destination_id) DO UPDATE
   SET paused_until = CASE WHEN breaker.paused_until > now() + interval '11 minutes' THEN excluded.paused_until
                           ELSE greatest(breaker.paused_until, excluded.paused_until) END`;

/** Tells every worker that a destination asked to be left alone for `forMs`, at most ten minutes. */
export async function pauseDestination(
  sql: Sql,
  destination: { workspaceId: string; destinationId: string },
  forMs: number,
): Promise<void> {
  await sql.query(PAUSE, [destination.destinationId, destination.workspaceId, forMs]);
}

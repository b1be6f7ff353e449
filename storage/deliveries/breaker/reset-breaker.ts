import type { Sql } from '../../client';

const RESET = `
WITH reset AS (
  UPDATE pipeline.breaker b
     SET state = 'closed', since = now(), failed_probes = 0, good_probes = 0, probe_token = NULL, probe_until = NULL,
         paused_until = NULL
    FROM (SELECT destination_id, state, reason FROM pipeline.breaker
           WHERE destination_id = $2 AND workspace_id = $1 AND (state <> 'closed' OR paused_until > now())
             FOR UPDATE) AS before
   WHERE b.destination_id = before.destination_id
  RETURNING b.destination_id, before.state, before.reason
), forgotten AS (
  DELETE FROM pipeline.breaker_count WHERE destination_id IN (SELECT destination_id FROM reset)
)
SELECT state, reason FROM reset`;

/**
 * Closes a breaker, ends a pause, and forgets what was counted. Returns what it was, or null when it was closed already.
 */
export async function resetBreaker(
  sql: Sql,
  workspaceId: string,
  destinationId: string,
): Promise<{ state: string; reason: string | null } | null> {
  const { rows } = await sql.query<{ state: string; reason: string | null }>(RESET, [workspaceId, destinationId]);
  return rows[0] ?? null;
}

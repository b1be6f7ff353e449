import type { Sql } from '../../client';

const TAKE = `
UPDATE pipeline.breaker
   SET state = 'probing', probe_token = $2, probe_until = now() + $3 * interval '1 millisecond'
 WHERE destination_id = $1 AND state <> 'closed'
   AND (next_probe_at <= now() OR next_probe_at > now() + interval '11 minutes')
   AND (probe_until IS NULL OR probe_until <= now() OR probe_until > now() + interval '11 minutes')`;

/**
 * Takes the single try that is due at a destination: of several workers one gets it. It is that worker's for `leaseMs`, so
 * that another may try when it was killed.
 */
export async function takeProbe(sql: Sql, destinationId: string, token: string, leaseMs: number): Promise<boolean> {
  const { rowCount } = await sql.query(TAKE, [destinationId, token, leaseMs]);
  return rowCount === 1;
}

/** How a single try ended: `none` says nothing about the destination. */
export type ProbeEnd =
  | { kind: 'good'; enough: number; againMs: number }
  | { kind: 'bad'; reason: string; nextMs: (failedProbes: number) => number }
  | { kind: 'none'; againMs: number };

const GOOD = `
WITH ended AS (
  UPDATE pipeline.breaker
     SET good_probes = good_probes + 1, failed_probes = 0, probe_token = NULL, probe_until = NULL,
         state = CASE WHEN good_probes + 1 >= $3 THEN 'closed' ELSE 'probing' END,
         since = CASE WHEN good_probes + 1 >= $3 THEN now() ELSE since END,
         next_probe_at = now() + $4 * interval '1 millisecond'
   WHERE destination_id = $1 AND probe_token = $2
  RETURNING state
), forgotten AS (
  DELETE FROM pipeline.breaker_count WHERE destination_id = $1 AND EXISTS (SELECT FROM ended WHERE state = 'closed')
)
SELECT state = 'closed' AS closed FROM ended`;

const BAD = `
UPDATE pipeline.breaker
   SET good_probes = 0, failed_probes = failed_probes + 1, probe_token = NULL, probe_until = NULL, state = 'open',
       reason = $3, next_probe_at = now() + ($4::float8[])[least(failed_probes + 1, cardinality($4::float8[]))] * interval '1 millisecond'
 WHERE destination_id = $1 AND probe_token = $2`;

const NONE = `
UPDATE pipeline.breaker
   SET probe_token = NULL, probe_until = NULL, next_probe_at = now() + $3 * interval '1 millisecond'
 WHERE destination_id = $1 AND probe_token = $2`;

/** Waits after one, two, three… failed probes are looked up in a list of this length. */
const WAITS = 16;

/**
 * Ends a single try; without effect when it was no longer waited for. Enough good ones in a row close the breaker, and what
 * was counted before is forgotten. Returns whether this one closed it.
 */
export async function endProbe(sql: Sql, destinationId: string, token: string, end: ProbeEnd): Promise<boolean> {
  if (end.kind === 'good') {
    const { rows } = await sql.query<{ closed: boolean }>(GOOD, [destinationId, token, end.enough, end.againMs]);
    return rows[0]?.closed ?? false;
  }
  if (end.kind === 'bad') {
    const waits = Array.from({ length: WAITS }, (_, index) => end.nextMs(index + 1));
    await sql.query(BAD, [destinationId, token, end.reason, waits]);
  } else await sql.query(NONE, [destinationId, token, end.againMs]);
  return false;
}

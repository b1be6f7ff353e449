import type { Sql } from '../../client';

/** Tries of one destination since they were last written. */
export interface TriesOfDestination {
  destinationId: string;
  workspaceId: string;
  tries: number;
  failures: number;
  /** Of the last failure; null when there was none. */
  reason: string | null;
}

/** When a breaker opens, and when it probes for the first time. */
export interface OpeningRule {
  windowMs: number;
  minTries: number;
  /** From 0 to 1. */
  minShare: number;
  firstProbeMs: number;
}

const COUNT = `
INSERT INTO pipeline.breaker_count (destination_id, slot, tries, failures)
SELECT id, date_bin('10 seconds', now(), '2000-01-01'), tries, failures
  FROM unnest($1::text[], $2::int[], $3::int[]) AS new (id, tries, failures)
ON CONFLICT (destination_id, slot) DO UPDATE
   SET tries = breaker_count.tries + excluded.tries, failures = breaker_count.failures + excluded.failures`;

// Counts from the future are of before the clock was set back.
const OPEN = `
INSERT INTO pipeline.breaker (destination_id, workspace_id, state, since, reason, tries, failures, next_probe_at)
SELECT failing.id, failing.workspace_id, 'open', now(), failing.reason, counted.tries, counted.failures,
       now() + $7 * interval '1 millisecond'
  FROM unnest($1::text[], $2::text[], $3::text[]) AS failing (id, workspace_id, reason)
 CROSS JOIN LATERAL (SELECT coalesce(sum(tries), 0)::int AS tries, coalesce(sum(failures), 0)::int AS failures
                       FROM pipeline.breaker_count c
                      WHERE c.destination_id = failing.id AND c.slot > now() - $4 * interval '1 millisecond'
                        AND c.slot <= now()) counted
 WHERE counted.tries >= $5 AND counted.failures >= $6::numeric * counted.tries
ON CONFLICT (destination_id) DO UPDATE
   SET state = 'open', since = now(), reason = excluded.reason, tries = excluded.tries, failures = excluded.failures,
       failed_probes = 0, good_probes = 0, next_probe_at = excluded.next_probe_at, probe_token = NULL, probe_until = NULL
 WHERE breaker.state = 'closed'
RETURNING destination_id AS "destinationId"`;

// One order everywhere, so that two workers never wait for each other in a circle.
const inOrder = (rows: TriesOfDestination[]) => [...rows].sort((a, b) => (a.destinationId < b.destinationId ? -1 : 1));

/** Adds tries to the counts that all workers share. */
export async function countTries(sql: Sql, rows: TriesOfDestination[]): Promise<void> {
  if (rows.length === 0) return;
  const sorted = inOrder(rows);
  await sql.query(COUNT, [
    sorted.map(({ destinationId }) => destinationId),
    sorted.map(({ tries }) => tries),
    sorted.map(({ failures }) => failures),
  ]);
}

/** Opens the breakers of those destinations that failed too often. Returns the ids of those that this call opened. */
export async function openBreakers(sql: Sql, rows: TriesOfDestination[], rule: OpeningRule): Promise<string[]> {
  const failing = inOrder(rows.filter(({ failures }) => failures > 0));
  if (failing.length === 0) return [];
  const opened = await sql.query<{ destinationId: string }>(OPEN, [
    failing.map(({ destinationId }) => destinationId),
    failing.map(({ workspaceId }) => workspaceId),
    failing.map(({ reason }) => reason),
    rule.windowMs,
    rule.minTries,
    rule.minShare,
    rule.firstProbeMs,
  ]);
  return opened.rows.map(({ destinationId }) => destinationId);
}

import type { Sql } from '../../client';

/** `open`: nothing is sent. `probing`: single tries are. */
export type BreakerState = 'closed' | 'open' | 'probing';

/** What a worker must know of a destination that is not simply delivered to. */
export interface HeldDestination {
  destinationId: string;
  state: BreakerState;
  reason: string | null;
  /** Milliseconds until the next single try may be made, or until the one under way is no longer waited for. */
  probeInMs: number;
  /** Milliseconds for which it asked to be left alone; 0: none. */
  pausedForMs: number;
}

// No interval is longer than eleven minutes. What lies further ahead was written before the clock was set back.
const READ = `
SELECT destination_id AS "destinationId", state, reason,
       CASE WHEN due > now() + interval '11 minutes' THEN 0
            ELSE greatest(0, extract(epoch FROM due - now()) * 1000) END::float8 AS "probeInMs",
       CASE WHEN paused_until > now() + interval '11 minutes' THEN 0
            ELSE coalesce(greatest(0, extract(epoch FROM paused_until - now()) * 1000), 0) END::float8 AS "pausedForMs"
  FROM pipeline.breaker
 CROSS JOIN LATERAL (SELECT greatest(next_probe_at, probe_until) AS due) AS next
 WHERE state <> 'closed' OR paused_until > now()`;

/** Every destination whose breaker is not closed, or that asked to be left alone. */
export async function readHeldDestinations(sql: Sql): Promise<HeldDestination[]> {
  const { rows } = await sql.query<HeldDestination>(READ);
  return rows;
}

/** A breaker as people see it. */
export interface BreakerRow {
  destinationId: string;
  state: BreakerState;
  /** Of the spell: when it opened. */
  since: Date;
  reason: string | null;
  /** What it counted when it opened. */
  tries: number;
  failures: number;
  failedProbes: number;
  nextProbeAt: Date;
  pausedUntil: Date | null;
}

const SHOWN = `
SELECT destination_id AS "destinationId", state, since, reason, tries, failures, failed_probes AS "failedProbes",
       next_probe_at AS "nextProbeAt", CASE WHEN paused_until > now() THEN paused_until END AS "pausedUntil"
  FROM pipeline.breaker
 WHERE workspace_id = $1 AND destination_id = ANY($2) AND (state <> 'closed' OR paused_until > now())`;

/** The breakers of some destinations of a workspace; those that are simply delivered to are absent. */
export async function readBreakers(sql: Sql, workspaceId: string, destinationIds: string[]): Promise<BreakerRow[]> {
  if (destinationIds.length === 0) return [];
  const { rows } = await sql.query<BreakerRow>(SHOWN, [workspaceId, destinationIds]);
  return rows;
}

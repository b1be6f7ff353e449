import { setTimeout as wait } from 'node:timers/promises';
import type { ChaosDatabase } from './database';
import type { Ledger } from './ledger';
import type { ChaosSource } from './set-up';

/** What the checker found when it compared what was acknowledged with what is stored. */
export interface Findings {
  stored: number;
  /** Acknowledged and not in the log. */
  missing: string[];
  /** In the log more than once. */
  doubled: string[];
  /** In the log although nobody sent it. */
  strange: string[];
  /** Without exactly one end state at the webhook, which must be "successful_delivery". */
  endless: string[];
  /** In the log and never received by the webhook. */
  undelivered: string[];
  /** Received more than once, which at-least-once delivery allows. */
  deliveredAgain: number;
  /** From the last answer until everything acknowledged was in the log. */
  drainMs: number;
  /** From the last answer until everything was delivered and had its end state. */
  settleMs: number;
}

export interface CheckOptions {
  database: ChaosDatabase;
  source: ChaosSource;
  ledger: Ledger;
  received: Map<string, number>;
  /** How long to wait for the drain and for the deliveries. */
  patienceMs: number;
}

const LOOK_EVERY_MS = 250;

/** Compares until everything is where it belongs, or patience ends. */
export async function check({ database, source, ledger, received, patienceMs }: CheckOptions): Promise<Findings> {
  const startedAt = performance.now();
  let drainMs = Number.NaN;
  for (;;) {
    const stored = await readStored(database, source);
    const ends = await readEnds(database, source);
    const elapsed = performance.now() - startedAt;
    const ids = [...stored.keys()];
    const missing = [...ledger.acknowledged].filter((id) => !stored.has(id));
    const endless = ids.filter((id) => ends.get(id) !== 'successful_delivery');
    const undelivered = ids.filter((id) => !received.has(id));
    if (missing.length === 0 && Number.isNaN(drainMs)) drainMs = elapsed;
    const settled = missing.length + endless.length + undelivered.length === 0;
    if (settled || elapsed > patienceMs) {
      return {
        stored: stored.size,
        missing,
        doubled: ids.filter((id) => stored.get(id) !== 1),
        strange: ids.filter((id) => !ledger.sent.has(id)),
        endless,
        undelivered,
        deliveredAgain: ids.filter((id) => (received.get(id) ?? 0) > 1).length,
        drainMs: Math.round(drainMs),
        settleMs: settled ? Math.round(elapsed) : Number.NaN,
      };
    }
    await wait(LOOK_EVERY_MS);
  }
}

/** How often each messageId of a source is in the log. */
async function readStored(database: ChaosDatabase, source: ChaosSource): Promise<Map<string, number>> {
  const rows = await database.query<{ id: string; n: number }>(
    'SELECT message_id AS id, count(*)::int AS n FROM pipeline.event WHERE source_id = $1 GROUP BY 1',
    [source.id],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** The end states of each messageId at the webhook; two of them are named both. */
async function readEnds(database: ChaosDatabase, source: ChaosSource): Promise<Map<string, string>> {
  const rows = await database.query<{ id: string; ends: string }>(
    `SELECT message_id AS id, string_agg(outcome, '+') AS ends FROM pipeline.outcome
      WHERE source_id = $1 AND destination_id = $2 GROUP BY 1`,
    [source.id, source.destinationId],
  );
  return new Map(rows.map(({ id, ends }) => [id, ends]));
}

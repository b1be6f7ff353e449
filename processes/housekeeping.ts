import type { Logger } from '../platform/logger';
import { pool } from '../storage/client';
import { dropOldPartitions } from '../storage/migrations/drop-old-partitions';
import { pruneBreakers } from '../storage/deliveries/breaker/prune-breakers';
import { pruneAttemptSamples } from '../storage/deliveries/prune-attempt-samples';
import { ensurePartitions } from '../storage/migrations/ensure-partitions';
import { pruneCarriedKeys } from '../storage/migrations/prune-carried-keys';
import { pruneSpoolPositions } from '../storage/spool/prune-spool-positions';

const EVERY_MS = 10 * 60_000;

/** One round of housekeeping, as of `now`. */
export async function tidy(log: Logger, retentionDays: number, now: Date): Promise<void> {
  await ensurePartitions(pool(), now);
  const dropped = await dropOldPartitions(pool(), now, retentionDays);
  if (dropped.length > 0) log.info('dropped partitions past their retention', { dropped });
  await pruneAttemptSamples(pool(), new Date(now.getTime() - retentionDays * 86_400_000));
  await pruneBreakers(pool());
  await pruneCarriedKeys(pool(), now);
  await pruneSpoolPositions(pool(), now);
}

/**
 * Keeps the hot tables in shape, now and every ten minutes: partitions ahead of time, old ones dropped, old ids, samples
 * and places in spools forgotten.
 */
export function startHousekeeping(options: { log: Logger; retentionDays: number }): { stop(): void } {
  const run = () =>
    void tidy(options.log, options.retentionDays, new Date()).catch((error: unknown) =>
      options.log.error('housekeeping failed', { error }),
    );
  run();
  const timer = setInterval(run, EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

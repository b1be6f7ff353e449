import type { Logger } from '../platform/logger';
import { pool } from '../storage/client';
import { dropOldPartitions } from '../storage/migrations/drop-old-partitions';
import { ensurePartitions } from '../storage/migrations/ensure-partitions';
import { pruneDedupKeys } from '../storage/migrations/prune-dedup-keys';

const EVERY_MS = 10 * 60_000;

async function tidy(log: Logger, retentionDays: number): Promise<void> {
  const now = new Date();
  await ensurePartitions(pool(), now);
  const dropped = await dropOldPartitions(pool(), now, retentionDays);
  if (dropped.length > 0) log.info('dropped partitions past their retention', { dropped });
  while ((await pruneDedupKeys(pool(), now)) > 0);
}

/** Keeps the hot tables in shape, now and every ten minutes: partitions ahead of time, old ones dropped, old ids forgotten. */
export function startHousekeeping(options: { log: Logger; retentionDays: number }): { stop(): void } {
  const run = () =>
    void tidy(options.log, options.retentionDays).catch((error: unknown) =>
      options.log.error('housekeeping failed', { error }),
    );
  run();
  const timer = setInterval(run, EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

import type pg from 'pg';
import type { Logger } from '@/platform/logger';
import { inTransaction } from '@/storage/client';
import { createLogCursor, lockLogCursor } from '@/storage/events/follow/follow-log-cursor';
import { rebaseRestoredLog } from '@/storage/events/follow/follow-log-rebase';
import { findLogStall } from '@/storage/events/follow/follow-log-stall';

/** Makes sure that `consumer` can follow the log: known, and in the numbering of this database server. */
export async function prepareFollower(pool: pg.Pool, consumer: string, log: Logger): Promise<void> {
  await createLogCursor(pool, consumer);
  const restored = await inTransaction(
    async (sql) => ((await lockLogCursor(sql, consumer)) ? rebaseRestoredLog(sql, consumer) : false),
    pool,
  );
  if (restored) log.warn('the event log came from another database server; it is read on from where it was');
}

/** Ask for a stall this often. */
const EVERY_MS = 5000;
/** An event that waits for this long is worth a line in the log. */
const STALLED_AFTER_MS = 15_000;

/** Notices that events wait behind a transaction that somebody forgot to end. */
export function createStallWatch(pool: pg.Pool, consumer: string, log: Logger) {
  let asked = Date.now();
  let reported = '';
  return {
    /** What holds the log up, in a sentence; '' when nothing does. As of the last `look`. */
    report: () => reported,
    /** Asks the database, if it has not been asked lately. */
    async look(): Promise<void> {
      const now = Date.now();
      if (now - asked < EVERY_MS) return;
      asked = now;
      const stall = await findLogStall(pool, consumer, new Date(now - STALLED_AFTER_MS));
      const sentence = stall
        ? `events since ${stall.since.toISOString()} wait for an open database transaction: ${stall.holder ?? 'holder unknown'}`
        : '';
      if (sentence !== '' && reported === '') log.warn(sentence);
      reported = sentence;
    },
  };
}

import pg from 'pg';
import type { Logger } from '../../platform/logger';
import { pool } from '../../storage/client';
import { applyMigrations } from '../../storage/migrations/apply-migrations';
import { ensurePartitions } from '../../storage/migrations/ensure-partitions';
import { hasSeen, rememberSeen } from './seen-database';
import { isDatabaseAway } from './start-error';

/** Which database, and the folder that remembers having seen it. */
export interface Migrated {
  databaseUrl: string;
  dataDir: string;
  log: Logger;
}

/** What is known of the database already; asked when not given. */
export interface Known {
  seen?: boolean;
  /** Why it cannot be reached now, in words. */
  trouble?: string | null;
}

const CONNECT_MS = 3000;
const AGAIN_MS = 1000;

/** Brings the database up to date. @returns the names of the migrations applied now. */
export async function migrate({ databaseUrl, dataDir }: Migrated): Promise<string[]> {
  const migrated = await applyMigrations(databaseUrl);
  await ensurePartitions(pool(), new Date());
  rememberSeen(dataDir, databaseUrl);
  return migrated;
}

/**
 * The same for a process with a door. When the database is away that this data folder has seen before, the process starts
 * all the same, since events can be kept without it; it is brought up to date as soon as it is back. A database that was
 * never seen is more likely a mistake in DATABASE_URL.
 */
export async function migrateNowOrLater(options: Migrated, known: Known = {}): Promise<string[]> {
  const { databaseUrl, dataDir, log } = options;
  if (!(known.seen ?? hasSeen(dataDir, databaseUrl))) return migrate(options);
  if (known.trouble) {
    migrateLater(options);
    return [];
  }
  try {
    await tryConnection(databaseUrl);
    return await migrate(options);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    log.warn('the database is away; the process starts without it, and events are kept in the spool', { error });
    migrateLater(options);
    return [];
  }
}

function migrateLater(options: Migrated): void {
  const attempt = async () => {
    try {
      await tryConnection(options.databaseUrl);
      await migrate(options);
      options.log.info('the database is back and up to date');
    } catch (error) {
      if (!isDatabaseAway(error)) options.log.error('the database could not be brought up to date', { error });
      migrateLater(options);
    }
  };
  setTimeout(() => void attempt(), AGAIN_MS).unref();
}

/** A server that takes connections and never answers counts as away, too. */
async function tryConnection(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } finally {
    void client.end().catch(() => undefined);
  }
}

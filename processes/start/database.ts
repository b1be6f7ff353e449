import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Env } from '../../config/env';
import { superviseEmbeddedPostgres } from '../../platform/embedded-postgres/supervisor';
import type { InstallationSecrets } from '../../platform/installation-secrets';
import type { Logger } from '../../platform/logger';
import { othersConnected } from '../../storage/others-connected';
import { hasSeen } from './seen-database';

/** The database of this process: its URL, and how to let go of it. */
export interface Database {
  url: string;
  /** What to print: "embedded, started in 0.9 s" or the host of DATABASE_URL. */
  description: string;
  /** Stops the embedded server unless another process still uses it; nothing for an outside database. */
  release(): Promise<void>;
  /** What is wrong with the embedded server; null while it runs, and always for an outside database. */
  trouble: () => string | null;
  /** Whether the data folder has worked with this database before. */
  seen: boolean;
}

/** How long a process with a door waits for its embedded server before it opens the door without it. */
const PATIENCE_MS = 2000;

/**
 * Opens the database: DATABASE_URL when set, else the embedded server on the data folder, started or adopted (a killed
 * process leaves it running), and started again when it dies. Several processes may use one embedded server; the last one that leaves stops it.
 * A process with a door does not wait long for a server that it has seen before: it may hang, or recover from a crash.
 */
export async function openDatabase(
  env: Env,
  secrets: InstallationSecrets,
  { log, hasDoor }: { log: Logger; hasDoor: boolean },
): Promise<Database> {
  if (env.databaseUrl) {
    return {
      url: env.databaseUrl,
      description: `PostgreSQL at ${new URL(env.databaseUrl).host}`,
      release: () => Promise.resolve(),
      trouble: () => null,
      seen: hasSeen(env.dataDir, env.databaseUrl),
    };
  }
  const started = Date.now();
  const ownerFile = path.join(env.dataDir, 'postgres-owner.pid');
  const seen = hasSeen(env.dataDir, null);
  const server = await superviseEmbeddedPostgres({
    dataDir: env.dataDir,
    password: secrets.databasePassword,
    log,
    patienceMs: hasDoor && seen ? PATIENCE_MS : undefined,
  });
  writeFileSync(ownerFile, String(process.pid));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const state = server.trouble() ? 'not there yet' : `${server.adopted ? 'adopted' : 'started'} in ${seconds} s`;
  return {
    url: server.url,
    description: `embedded PostgreSQL ${state}`,
    seen,
    release: async () => {
      if (!server.trouble() && (await othersConnected(server.url).catch(() => false))) return server.leave();
      await server.stop();
      rmSync(ownerFile, { force: true });
    },
    trouble: () => server.trouble(),
  };
}

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Env } from '../../config/env';
import { startEmbeddedPostgres } from '../../platform/embedded-postgres/server';
import type { InstallationSecrets } from '../../platform/installation-secrets';
import type { Logger } from '../../platform/logger';

/** The database of this process: its URL, and how to let go of it. */
export interface Database {
  url: string;
  /** What to print: "embedded, started in 0.9 s" or the host of DATABASE_URL. */
  description: string;
  /** Stops the embedded server if this process owns it; otherwise nothing. */
  release(): Promise<void>;
  /** Resolves if the embedded server ends by itself; never for an outside database. */
  died: Promise<void>;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether another living process of ours owns the embedded server of this data folder. */
function ownedByAnother(ownerFile: string): boolean {
  if (!existsSync(ownerFile)) return false;
  const pid = Number(readFileSync(ownerFile, 'utf8'));
  return pid > 0 && pid !== process.pid && alive(pid);
}

/**
 * Opens the database: DATABASE_URL when set, else the embedded server on the data folder. An embedded server that was
 * left behind by a killed process is adopted, and then stopped by us; one that another process owns is only used.
 */
export async function openDatabase(env: Env, secrets: InstallationSecrets, log: Logger): Promise<Database> {
  if (env.databaseUrl) {
    return {
      url: env.databaseUrl,
      description: `PostgreSQL at ${new URL(env.databaseUrl).host}`,
      release: () => Promise.resolve(),
      died: new Promise(() => undefined),
    };
  }
  const started = Date.now();
  const ownerFile = path.join(env.dataDir, 'postgres-owner.pid');
  const shared = ownedByAnother(ownerFile);
  const server = await startEmbeddedPostgres({ dataDir: env.dataDir, password: secrets.databasePassword, log });
  const owner = !(shared && server.adopted);
  if (owner) writeFileSync(ownerFile, String(process.pid));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  return {
    url: server.url,
    description: `embedded PostgreSQL ${server.adopted ? 'adopted' : 'started'} in ${seconds} s`,
    release: async () => {
      if (!owner) return;
      await server.stop();
      rmSync(ownerFile, { force: true });
    },
    died: server.died,
  };
}

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Env } from '../../config/env';
import { isAlive } from '../../platform/embedded-postgres/process-identity';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../platform/embedded-postgres/server';
import type { InstallationSecrets } from '../../platform/installation-secrets';
import type { Logger } from '../../platform/logger';
import { othersConnected } from '../../storage/others-connected';

/** The database that a command works on. */
export interface CommandDatabase {
  url: string;
  /** Stops the embedded server if the command line started it and nobody else uses it; otherwise nothing. */
  release(): Promise<void>;
}

function readPid(file: string): number {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
}

/** Starts or adopts the embedded server. A server of Switchyard that starts at the same moment may win; then it is adopted. */
async function startOrAdopt(env: Env, secrets: InstallationSecrets, log: Logger): Promise<EmbeddedPostgres> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startEmbeddedPostgres({ dataDir: env.dataDir, password: secrets.databasePassword, log });
    } catch (error) {
      if (tries === 3) throw error;
      await wait(500);
    }
  }
}

/**
 * Opens DATABASE_URL when set, else the embedded server on the data folder.
 *
 * The embedded server may be in use by a running Switchyard, or a Switchyard may start or stop while the command runs:
 * - What runs already is only used. A command that then loses its connection, because that Switchyard stopped, fails and
 *   may be repeated.
 * - What the command line started (`postgres-cli.pid` names it) is stopped by the last command that leaves, unless a
 *   Switchyard has adopted it meanwhile (`postgres-owner.pid`) or is connected: then it stays with that Switchyard.
 * @param release.close lets go of this process's own connections before looking for others'.
 */
export async function openCommandDatabase(
  env: Env,
  secrets: InstallationSecrets,
  log: Logger,
  close: () => Promise<void>,
): Promise<CommandDatabase> {
  if (env.databaseUrl) return { url: env.databaseUrl, release: close };
  const startedByCommand = path.join(env.dataDir, 'postgres-cli.pid');
  const ownerFile = path.join(env.dataDir, 'postgres-owner.pid');
  const server = await startOrAdopt(env, secrets, log);
  if (!server.adopted) writeFileSync(startedByCommand, String(server.pid));
  return {
    url: server.url,
    release: async () => {
      await close();
      if (readPid(startedByCommand) !== server.pid || !isAlive(server.pid)) return;
      const owner = readPid(ownerFile);
      if (owner > 0 && isAlive(owner)) return;
      if (await othersConnected(server.url)) return;
      await server.stop();
      rmSync(startedByCommand, { force: true });
    },
  };
}

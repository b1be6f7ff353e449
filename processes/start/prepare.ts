import { parseEnv, type Env } from '../../config/env';
import { setInstallation } from '../../platform/installation';
import { loadInstallationSecrets, type InstallationSecrets } from '../../platform/installation-secrets';
import { createLogger, type Logger } from '../../platform/logger';
import { openDatabase, type Database } from './database';
import { migrate, migrateNowOrLater } from './migrate';
import { databaseProblem, folderProblem } from './start-error';

/** A process that has its environment, its database (migrated) and its installation. */
export interface Prepared {
  env: Env;
  log: Logger;
  database: Database;
  /** Names of the migrations applied just now. */
  migrated: string[];
}

function loadSecrets(dataDir: string): InstallationSecrets {
  try {
    return loadInstallationSecrets(dataDir);
  } catch (error) {
    throw folderProblem(dataDir, error) ?? error;
  }
}

/**
 * What every process does first: parse the environment, open the database, migrate, make the installation known.
 * Several processes may do it at once on one database. A server with a door starts also while its database is away.
 * @throws EnvError when a variable is wrong, StartError when the database or the data folder cannot be used.
 */
export async function prepare(part: 'server' | 'worker'): Promise<Prepared> {
  const env = parseEnv();
  const log = createLogger(part, env.logLevel);
  const secrets = loadSecrets(env.dataDir);
  const hasDoor = part === 'server' && env.role !== 'web';
  const database = await openDatabase(env, secrets, { log, hasDoor });
  try {
    setInstallation({
      ...env,
      databaseUrl: database.url,
      authSecret: secrets.authSecret,
      encryptionKey: secrets.encryptionKey,
    });
    const wanted = { databaseUrl: database.url, dataDir: env.dataDir, log };
    const known = { seen: database.seen, trouble: database.trouble() };
    const migrated = await (hasDoor ? migrateNowOrLater(wanted, known) : migrate(wanted));
    return { env, log, database, migrated };
  } catch (error) {
    await database.release();
    throw (env.databaseUrl && databaseProblem(env.databaseUrl, error)) || error;
  }
}

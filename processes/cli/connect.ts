import type { Env } from '../../config/env';
import { setInstallation } from '../../platform/installation';
import { loadInstallationSecrets } from '../../platform/installation-secrets';
import type { Logger } from '../../platform/logger';
import { db, pool } from '../../storage/client';
import { applyMigrations } from '../../storage/migrations/apply-migrations';
import { openCommandDatabase } from './open-database';

/** Runs `work` with the installation set and the database open and migrated; lets go of both afterwards. */
export async function withInstallation<T>(env: Env, log: Logger, work: () => Promise<T>): Promise<T> {
  const secrets = loadInstallationSecrets(env.dataDir);
  let connected = false;
  const database = await openCommandDatabase(env, secrets, log, async () => {
    if (connected) await Promise.all([db().$disconnect(), pool().end()]);
  });
  try {
    await applyMigrations(database.url);
    setInstallation({
      ...env,
      databaseUrl: database.url,
      authSecret: secrets.authSecret,
      encryptionKey: secrets.encryptionKey,
    });
    connected = true;
    return await work();
  } finally {
    await database.release();
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { chmodSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../platform/embedded-postgres/server';
import { loadInstallationSecrets } from '../platform/installation-secrets';
import { createLogger } from '../platform/logger';
import { applyMigrations } from '../storage/migrations/apply-migrations';
import { createTestDatabase } from './create-database';

declare module 'vitest' {
  export interface ProvidedContext {
    serverUrl: string;
  }
}

/** One embedded PostgreSQL per test run, with a migrated template database that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-test-'));
  chmodSync(dataDir, 0o755);
  const secrets = loadInstallationSecrets(dataDir);
  const server = await startEmbeddedPostgres({
    dataDir,
    password: secrets.databasePassword,
    log: createLogger('postgres', 'error'),
  });
  await applyMigrations(await createTestDatabase(server.url, 'template_switchyard'));
  project.provide('serverUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

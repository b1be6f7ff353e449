import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import type { DestinationRuns } from '../catalog/destinations/run/contract';
import { existingProcessState, setProcessState } from '../platform/process-state';
import { db, pool } from '../storage/client';
import { ensurePartitions } from '../storage/migrations/ensure-partitions';
import { createTestDatabase } from './create-database';
import { useTestInstallation } from './installation';
import { passMidnight } from './midnight';

// Setup file of every *.db.test.ts: the file gets a clone of the migrated template and the installation that points to it;
// what runs destinations for it is ended with it.
beforeAll(async () => {
  await passMidnight();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const databaseUrl = await createTestDatabase(inject('serverUrl'), name, 'template_switchyard');
  setProcessState('database-patience', 60_000); // many questions at once wait long for one of ten connections
  useTestInstallation({ databaseUrl, dataDir: mkdtempSync(path.join(os.tmpdir(), 'switchyard-data-')) });
  await ensurePartitions(pool(), new Date(), { back: 2, ahead: 2 });
});

afterAll(async () => {
  // Its processes would keep the worker of the tests alive.
  await existingProcessState<DestinationRuns>('destination-runs')?.close();
  await db().$disconnect();
  await pool().end();
});

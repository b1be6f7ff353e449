import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { parseEnv } from '@/config/env';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@/platform/embedded-postgres/server';
import { loadInstallationSecrets } from '@/platform/installation-secrets';
import { createLogger } from '@/platform/logger';
import { openCommandDatabase, type CommandDatabase } from './open-database';

const log = createLogger('test', 'error');
const left: { dataDir: string; password: string }[] = [];
afterEach(async () => {
  for (const { dataDir, password } of left.splice(0)) {
    await (await startEmbeddedPostgres({ dataDir, password, log })).stop();
  }
});

function anInstallation() {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-cli-'));
  chmodSync(dataDir, 0o755);
  const secrets = loadInstallationSecrets(dataDir);
  left.push({ dataDir, password: secrets.databasePassword });
  const env = { ...parseEnv({}), dataDir };
  return {
    dataDir,
    open: (): Promise<CommandDatabase> => openCommandDatabase(env, secrets, log, () => Promise.resolve()),
    start: (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir, password: secrets.databasePassword, log }),
  };
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function answers(url: string): Promise<boolean> {
  return connected(url).then(
    (client) => client.end().then(() => true),
    () => false,
  );
}

it('stops the database that it started', async () => {
  const { open } = anInstallation();
  const database = await open();
  expect(await answers(database.url)).toBe(true);
  await database.release();
  expect(await answers(database.url)).toBe(false);
});

it('leaves a database that was running before', async () => {
  const { open, start } = anInstallation();
  const running = await start();
  await (await open()).release();
  expect(await answers(running.url)).toBe(true);
});

it('leaves a database that a server adopted meanwhile', async () => {
  const { open, dataDir } = anInstallation();
  const database = await open();
  writeFileSync(path.join(dataDir, 'postgres-owner.pid'), String(process.pid));
  await database.release();
  expect(await answers(database.url)).toBe(true);
});

it('leaves a database that another command still uses, which then stops it', async () => {
  const { open } = anInstallation();
  const first = await open();
  const second = await open();
  const client = await connected(second.url);
  await first.release();
  expect(await answers(second.url)).toBe(true);
  await client.end();
  await second.release();
  expect(await answers(second.url)).toBe(false);
});

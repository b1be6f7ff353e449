import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { installation } from '@/platform/installation';
import { createLogger } from '@/platform/logger';
import { pool } from '@/storage/client';
import { dayNumber } from '@/storage/events/event-id';
import { startDatabaseProxy } from '@/testing/database-proxy';
import { migrate, migrateNowOrLater } from './migrate';

const TOMORROW = `pipeline.outcome_${dayNumber(new Date(Date.now() + 86_400_000))}`;

describe('a process with a door, started while its database is away', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-migrate-'));
  });

  async function aDatabase() {
    const proxy = await startDatabaseProxy(installation().databaseUrl);
    onTestFinished(() => proxy.close());
    return { proxy, options: { databaseUrl: proxy.url, dataDir, log: createLogger('t', 'error') } };
  }
  const hasTomorrow = async () =>
    (await pool().query<{ found: string | null }>('SELECT to_regclass($1) AS found', [TOMORROW])).rows[0]?.found !==
    null;

  it.each(['cut', 'freeze'] as const)(
    'starts when it knows the database, and brings it up to date once it is back (%s)',
    async (how) => {
      const { proxy, options } = await aDatabase();
      await migrateNowOrLater(options);
      await proxy[how]();
      await pool().query(`DROP TABLE ${TOMORROW}`);
      expect(await migrateNowOrLater(options)).toEqual([]);
      expect(await hasTomorrow()).toBe(false);
      await proxy.restore();
      await vi.waitFor(async () => expect(await hasTomorrow()).toBe(true));
    },
  );

  it('does not start with a database that it has never seen', async () => {
    const { proxy, options } = await aDatabase();
    await proxy.cut();
    await expect(migrateNowOrLater(options)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('starts without a door only with its database', async () => {
    const { proxy, options } = await aDatabase();
    await migrate(options);
    await proxy.cut();
    await expect(migrate(options)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('does not start when the database is there and lets it in no more', async () => {
    const { options } = await aDatabase();
    await migrateNowOrLater(options);
    const url = new URL(options.databaseUrl);
    url.password = 'wrong';
    await expect(migrateNowOrLater({ ...options, databaseUrl: url.href })).rejects.toMatchObject({ code: '28P01' });
  });
});

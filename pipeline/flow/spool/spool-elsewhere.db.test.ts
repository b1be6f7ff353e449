import { existsSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { installation, setInstallation } from '@/platform/installation';
import { createTestDatabase } from '@/testing/create-database';
import { startDatabaseProxy } from '@/testing/database-proxy';
import { aSource, aWorkspace } from '@/testing/factories';
import { IMPATIENT, loggedEvents, startIngestServer, type IngestServer } from '@/testing/ingest-server';

async function startOn(databaseUrl: string): Promise<IngestServer> {
  const usual = installation();
  setInstallation({ ...usual, databaseUrl });
  try {
    return await startIngestServer(IMPATIENT);
  } finally {
    setInstallation(usual);
  }
}

/** Another installation's database. */
async function aStranger(): Promise<{ url: string; events: () => Promise<number | null> }> {
  const url = await createTestDatabase(inject('serverUrl'), `stranger_${process.pid}`, 'template_switchyard');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('UPDATE pipeline.database_id SET id = gen_random_uuid()');
  return { url, events: async () => (await client.query('SELECT FROM pipeline.event')).rowCount };
}

it('never drains into another database what is for this one, says so, and drains it here later', async () => {
  const { id, writeKey } = await aSource((await aWorkspace()).workspace.id);
  const proxy = await startDatabaseProxy(installation().databaseUrl);
  onTestFinished(() => proxy.close());
  const track = async (server: IngestServer, messageId: string) => {
    const event = { userId: 'u', event: 'A', messageId };
    expect((await server.post('/v1/track', event, { writeKey })).status).toBe(200);
  };
  const first = await startOn(proxy.url);
  await track(first, 'stored');
  await vi.waitFor(() => expect(existsSync(path.join(installation().dataDir, 'spool-database'))).toBe(true));
  await proxy.cut();
  await track(first, 'of a process that asked');
  await first.close();
  const second = await startOn(proxy.url);
  await track(second, 'of a process that never could');
  await second.close();

  const stranger = await aStranger();
  const elsewhere = await startOn(stranger.url);
  await vi.waitFor(() => expect(elsewhere.ingest.metrics().spool.foreignEvents).toBe(2));
  expect(elsewhere.ingest.spoolHealth()).toMatchObject({ ok: false });
  expect(elsewhere.ingest.spoolHealth().detail).toContain('2 are for another database than DATABASE_URL names');
  await elsewhere.close();
  expect(await stranger.events()).toBe(0);

  await proxy.restore();
  const back = await startOn(proxy.url);
  await vi.waitFor(async () => expect(await loggedEvents(id)).toHaveLength(3));
  await vi.waitFor(() => expect(back.ingest.metrics().spool.bytes).toBe(0));
  expect(back.ingest.spoolHealth()).toMatchObject({ ok: true, detail: 'empty' });
  await back.close();
  expect((await loggedEvents(id)).map((event) => event.message_id)).toEqual([
    'stored',
    'of a process that asked',
    'of a process that never could',
  ]);
});

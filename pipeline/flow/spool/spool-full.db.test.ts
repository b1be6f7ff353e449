import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installation, setInstallation } from '@/platform/installation';
import { startDatabaseProxy, type DatabaseProxy } from '@/testing/database-proxy';
import { aSource, aWorkspace } from '@/testing/factories';
import { IMPATIENT, loggedEvents, startIngestServer, type IngestServer } from '@/testing/ingest-server';
import { diskFiles } from '../../log/spool/spool-files';

const GIB = 1024 ** 3;

describe('the Tracking API, while PostgreSQL is away and the disk is full', () => {
  let server: IngestServer;
  let proxy: DatabaseProxy;
  let source: Awaited<ReturnType<typeof aSource>>;
  let free: number;
  const track = () => server.post('/v1/track', { userId: 'u', event: 'A' }, { writeKey: source.writeKey });
  async function start(more: Partial<ReturnType<typeof installation>> = {}): Promise<void> {
    const direct = installation();
    setInstallation({ ...direct, databaseUrl: proxy.url, ...more });
    try {
      const spoolFiles = { ...diskFiles, room: () => Promise.resolve({ free, total: 100 * GIB }) };
      server = await startIngestServer({ ...IMPATIENT, spoolFiles });
    } finally {
      setInstallation(direct);
    }
    expect((await track()).status).toBe(200);
    await vi.waitFor(() => expect(server.ingest.metrics().spool.bytes).toBe(0));
  }
  beforeEach(async () => {
    free = 50 * GIB;
    source = await aSource((await aWorkspace()).workspace.id);
    proxy = await startDatabaseProxy(installation().databaseUrl);
  });
  afterEach(async () => {
    await server.close();
    await proxy.close();
  });

  it('is unwell before anything was refused, says how many events were, and is well once there is room', async () => {
    await start();
    await proxy.cut();
    expect((await track()).status).toBe(200);
    expect(server.ingest.health().ok).toBe(true);
    free = 0;
    await vi.waitFor(() => expect(server.ingest.health().ok).toBe(false));
    expect(server.ingest.spoolHealth().ok).toBe(false);
    expect(server.ingest.health().detail).toContain('; 0 events refused');
    expect((await track()).status).toBe(503);
    expect((await track()).status).toBe(503);
    expect(server.ingest.health().detail).toContain('events are refused, because the local spool cannot take them');
    expect(server.ingest.health().detail).toContain('; 2 events refused');
    free = 50 * GIB;
    await vi.waitFor(() => expect(server.ingest.health().ok).toBe(true));
    expect((await track()).status).toBe(200);
    await proxy.restore();
    await vi.waitFor(async () => expect(await loggedEvents(source.id)).toHaveLength(3));
  });

  it('is unwell as soon as PostgreSQL is away where there is no spool, and well when it is back', async () => {
    await start({ spoolMaxBytes: 0 });
    expect(server.ingest.health().ok).toBe(true);
    await proxy.cut();
    expect((await track()).status).toBe(503);
    expect(server.ingest.metrics().spool.hasRoom).toBe(false);
    expect(server.ingest.health().ok).toBe(false);
    await proxy.restore();
    await vi.waitFor(() => expect(server.ingest.health().ok).toBe(true));
  });
});

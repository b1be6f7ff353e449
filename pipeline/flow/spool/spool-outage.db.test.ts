import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installation, setInstallation } from '@/platform/installation';
import { db, pool } from '@/storage/client';
import { startDatabaseProxy, type DatabaseProxy } from '@/testing/database-proxy';
import { aSource, aWorkspace } from '@/testing/factories';
import { anOauthApp } from '@/testing/oauth';
import { IMPATIENT, loggedEvents, startIngestServer, type IngestServer } from '@/testing/ingest-server';

describe('the Tracking API, while PostgreSQL is away', () => {
  let server: IngestServer;
  let proxy: DatabaseProxy;
  let source: Awaited<ReturnType<typeof aSource>>;
  const open: { close: () => Promise<void> }[] = [];
  const start = async (options: Parameters<typeof startIngestServer>[0] = {}) => {
    const direct = installation();
    setInstallation({ ...direct, databaseUrl: proxy.url });
    try {
      server = await startIngestServer({ ...IMPATIENT, ...options });
    } finally {
      setInstallation(direct);
    }
    open.push(server);
  };
  const track = (messageId: string, more: Record<string, unknown> = {}) =>
    server.post('/v1/track', { userId: 'u', event: 'A', messageId, ...more }, { writeKey: source.writeKey });
  /** One event is in the log by the usual way: the database is known to be there. */
  const stored = async (messageId: string) => {
    expect((await track(messageId)).status).toBe(200);
    await vi.waitFor(() => expect(spool().bytes).toBe(0));
  };
  const logged = async () => (await loggedEvents(source.id)).map((event) => event.message_id);
  const spool = () => server.ingest.metrics().spool;
  beforeEach(async () => {
    source = await aSource((await aWorkspace()).workspace.id);
    proxy = await startDatabaseProxy(installation().databaseUrl);
  });
  afterEach(async () => {
    for (const thing of open.splice(0)) await thing.close();
    await proxy.close();
  });

  it('answers every request 200 under load when it is cut and comes back, and each event is stored once', async () => {
    await start();
    await stored('first');
    const acknowledged: string[] = ['first'];
    const refused: number[] = [];
    let stop = false;
    let next = 0;
    const senders = Array.from({ length: 8 }, async () => {
      while (!stop) {
        const id = `load-${(next += 1)}`;
        const { status } = await track(id);
        if (status === 200) acknowledged.push(id);
        else refused.push(status);
      }
    });
    const more = async (count: number) => {
      const before = acknowledged.length;
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + count));
    };
    await more(200);
    await proxy.cut();
    await more(500);
    expect(spool().events).toBeGreaterThan(0);
    expect(server.ingest.health()).toMatchObject({ ok: true });
    expect(server.ingest.health().detail).toContain('events go to the local spool');
    await proxy.restore();
    await more(200);
    await vi.waitFor(() => expect(spool().bytes).toBe(0));
    stop = true;
    await Promise.all(senders);
    await vi.waitFor(() => expect(spool().bytes).toBe(0));
    expect(refused).toEqual([]);
    expect((await logged()).sort()).toEqual(acknowledged.sort());
  });

  it('keeps requests whose write key it does not know, reads them when it can, and keeps their arrival', async () => {
    await start();
    await proxy.cut();
    const before = Date.now();
    expect((await track('unread')).status).toBe(200);
    const after = Date.now();
    expect((await server.post('/v1/track', { event: 'A' }, { writeKey: 'nobody-has-this-key' })).status).toBe(200);
    expect(spool().events).toBe(2);
    await proxy.restore();
    await vi.waitFor(async () => expect(await logged()).toEqual(['unread']));
    await vi.waitFor(() => expect(spool().bytes).toBe(0));
    const { rows } = await pool().query<{ at: Date }>(
      'SELECT received_at AS at FROM pipeline.event WHERE source_id = $1',
      [source.id],
    );
    expect(rows[0]?.at.getTime()).toBeGreaterThanOrEqual(before);
    expect(rows[0]?.at.getTime()).toBeLessThanOrEqual(after);
  });

  it('refuses at once what is wrong whosever it is, so that nothing is acknowledged that is not stored', async () => {
    await start();
    await proxy.cut();
    const good = Array.from({ length: 9 }, () => ({
      type: 'track',
      userId: 'u',
      event: 'A',
      writeKey: source.writeKey,
    }));
    const keyless = { type: 'track', userId: 'u', event: 'A' };
    const refused = { status: 400, body: { success: false, code: 'missing_write_key' } };
    expect(await server.post('/v1/batch', { batch: [...good, keyless] })).toMatchObject(refused);
    expect(await server.post('/v1/batch', { batch: [...good, { ...keyless, writeKey: 'short' }] })).toMatchObject({
      status: 400,
      body: { code: 'invalid_write_key' },
    });
    expect((await server.post('/v1/track', '{"broken', { writeKey: source.writeKey })).status).toBe(400);
    expect(spool().events).toBe(0);
    expect((await server.post('/v1/batch', { batch: good })).status).toBe(200);
    await proxy.restore();
    await vi.waitFor(async () => expect(await logged()).toHaveLength(9));
  });

  it('records what it has to refuse later, sets nothing aside, and stores what came with it for others', async () => {
    const ctx = await aWorkspace();
    const strict = await aSource(ctx.workspace.id);
    const { id: oauthAppId } = await anOauthApp(ctx);
    await db().source.update({ where: { id: strict.id }, data: { oauthAppId, oauthRequired: true } });
    await start();
    await proxy.cut();
    const event = { type: 'track', userId: 'u', event: 'A' };
    const batch = [strict, source].map(({ writeKey }, n) => ({ ...event, writeKey, messageId: `with-${n}` }));
    expect((await server.post('/v1/track', event, { writeKey: strict.writeKey })).status).toBe(200);
    expect((await server.post('/v1/batch', { batch })).status).toBe(200);
    await proxy.restore();
    await vi.waitFor(async () => expect(await logged()).toEqual(['with-1']));
    await vi.waitFor(async () =>
      expect((await loggedEvents(strict.id)).map(({ reason }) => reason)).toContain('oauth_required'),
    );
    await vi.waitFor(() => expect(spool().bytes).toBe(0));
    expect(server.ingest.metrics().refusedByDoor).toBe(2);
    expect(spool().setAside).toBe(0);
    expect(server.ingest.spoolHealth()).toEqual({ ok: true, detail: 'empty' });
  });

  it('drains in the order of arrival', async () => {
    await start();
    await stored('0');
    await proxy.cut();
    for (let n = 1; n <= 300; n += 1) expect((await track(String(n))).status).toBe(200);
    await proxy.restore();
    await vi.waitFor(async () => expect(await logged()).toHaveLength(301));
    expect(await logged()).toEqual(Array.from({ length: 301 }, (_, n) => String(n)));
  });

  it('hands what is left to the next process on the data folder when it closes, which drains it', async () => {
    await start();
    await stored('stored');
    await proxy.cut();
    expect((await track('left')).status).toBe(200);
    await open.pop()?.close();
    expect(await logged()).toEqual(['stored']);
    await proxy.restore();
    await start();
    await vi.waitFor(async () => expect(await logged()).toEqual(['stored', 'left']));
    const root = path.join(installation().dataDir, 'spool');
    await vi.waitFor(() => expect(readdirSync(root)).toEqual([]));
  });

  it('answers within moments while PostgreSQL neither answers nor hangs up, and stores a failed event once', async () => {
    await start();
    await stored('before');
    proxy.freeze();
    const startedAt = Date.now();
    expect((await track('frozen')).status).toBe(200);
    expect((await track('invalid', { event: 7 })).status).toBe(200);
    expect(Date.now() - startedAt).toBeLessThan(30_000);
    expect((await track('quick')).status).toBe(200);
    await proxy.restore();
    await vi.waitFor(async () => expect(await logged()).toHaveLength(4));
    await vi.waitFor(() => expect(spool().bytes).toBe(0));
    expect((await logged()).sort()).toEqual(['before', 'frozen', 'invalid', 'quick']);
    expect(server.ingest.metrics().duplicateEvents).toBe(0);
  });
});

import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installation, setInstallation, type Installation } from '@/platform/installation';
import { pool } from '@/storage/client';
import { startDatabaseProxy, type DatabaseProxy } from '@/testing/database-proxy';
import { aSource, aWorkspace } from '@/testing/factories';
import { IMPATIENT, loggedEvents, startIngestServer, type IngestServer } from '@/testing/ingest-server';

/** What a test began and `afterEach` ends, the last first. */
const open: { close: () => Promise<void> }[] = [];

/** Holds a lock that lets nobody append to the log until `release`. */
async function lockLog(): Promise<{ release: () => Promise<void> }> {
  const client = await pool().connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE pipeline.event IN ACCESS EXCLUSIVE MODE');
  let held = true;
  const release = async () => {
    if (!held) return;
    held = false;
    await client.query('COMMIT');
    client.release();
  };
  open.push({ close: release });
  return { release };
}

async function blockedAppends(): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'switchyard-ingest' AND wait_event_type = 'Lock'`,
  );
  return rows[0]?.n ?? 0;
}

describe('the Tracking API, when things break', () => {
  let server: IngestServer;
  let source: Awaited<ReturnType<typeof aSource>>;
  let sent = 0;
  const track = (messageId = `m-${(sent += 1)}`) =>
    server.post('/v1/track', { userId: 'u', event: 'A', messageId }, { writeKey: source.writeKey });
  const logged = async () => (await loggedEvents(source.id)).map((event) => event.message_id);
  beforeEach(async () => {
    source = await aSource((await aWorkspace()).workspace.id);
  });
  afterEach(async () => {
    for (const thing of open.splice(0).reverse()) await thing.close();
  });
  const start = async (options: Parameters<typeof startIngestServer>[0] = {}) => {
    server = await startIngestServer(options);
    open.push(server);
  };
  /** Starts the server with other settings than the rest of the process. */
  const startWith = async (settings: Partial<Installation>, options: Parameters<typeof startIngestServer>[0] = {}) => {
    const before = installation();
    setInstallation({ ...before, ...settings });
    try {
      await start(options);
    } finally {
      setInstallation(before);
    }
  };
  /** Starts the server on a database that can be taken away, without a spool to fall back on. */
  const startBehindProxy = async (): Promise<DatabaseProxy> => {
    const proxy = await startDatabaseProxy(installation().databaseUrl);
    await startWith({ databaseUrl: proxy.url, spoolMaxBytes: 0 }, IMPATIENT);
    open.push(proxy);
    return proxy;
  };

  /** One event is in the log by the usual way, so that what comes next meets a server at work. */
  const stored = (messageId?: string) =>
    vi.waitFor(async () => {
      expect((await track(messageId)).status).toBe(200);
      expect(server.ingest.metrics().spool.bytes).toBe(0);
    });

  it('answers 200 only after the event is committed', async () => {
    await start();
    await track();
    const lock = await lockLog();
    let answered = false;
    const answer = track('waits').finally(() => (answered = true));
    await vi.waitFor(async () => expect(await blockedAppends()).toBe(1));
    expect(answered).toBe(false);
    await lock.release();
    expect((await answer).status).toBe(200);
    expect(await logged()).toContain('waits');
  });

  it('answers 200 within seconds while the log is locked, from the local spool, and stores each event once', async () => {
    await start(IMPATIENT);
    await stored('before');
    const lock = await lockLog();
    const startedAt = Date.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => track()));
    expect(Date.now() - startedAt).toBeLessThan(30_000);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(server.ingest.metrics().spool.events).toBe(20);
    await lock.release();
    await vi.waitFor(() => expect(server.ingest.metrics().spool.bytes).toBe(0));
    await stored('after');
    const ids = await logged();
    expect(new Set(ids).size).toBe(22);
    expect(ids).toHaveLength(22);
  });

  it('answers 503 with Retry-After within seconds when the log is locked and there is no spool, and recovers', async () => {
    await startWith({ spoolMaxBytes: 0 }, IMPATIENT);
    await stored();
    const lock = await lockLog();
    const startedAt = Date.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => track()));
    expect(Date.now() - startedAt).toBeLessThan(30_000);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(answers[0]?.headers.get('retry-after')).toBe('1');
    expect(server.ingest.health().ok).toBe(false);
    await lock.release();
    await vi.waitFor(() => expect(server.ingest.health().ok).toBe(true));
    await stored('after');
    const ids = await logged();
    expect(ids).toContain('after');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('answers 200 when its queue is full, from the local spool', async () => {
    await start({ ...IMPATIENT, limits: { maxRows: 10 } });
    await stored('before');
    const lock = await lockLog();
    const answers = await Promise.all(Array.from({ length: 30 }, () => track()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await lock.release();
    await vi.waitFor(async () => expect(new Set(await logged()).size).toBe(31));
    expect(await logged()).toHaveLength(31);
  });

  it('answers 429 with Retry-After when its queue is full and there is no spool, and keeps all it had taken', async () => {
    await startWith({ spoolMaxBytes: 0 }, { limits: { maxRows: 10 } });
    await track();
    const lock = await lockLog();
    const answers = Array.from({ length: 30 }, () => track());
    const refused = await Promise.race(answers);
    expect(refused).toMatchObject({ status: 429, body: { success: false, code: 'overloaded' } });
    expect([refused.headers.get('retry-after'), refused.headers.get('x-ratelimit-reset')]).toEqual(['1', '1']);
    await lock.release();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(10);
    expect(await logged()).toHaveLength(1 + statuses.filter((status) => status === 200).length);
  });

  it('answers 503 while the database is gone and there is no spool, acknowledges nothing, and recovers by itself', async () => {
    const proxy = await startBehindProxy();
    await stored('before');
    await proxy.cut();
    const startedAt = Date.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => track()));
    expect(Date.now() - startedAt).toBeLessThan(30_000);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    await proxy.restore();
    await stored('after');
    expect(await logged()).toEqual(['before', 'after']);
  });

  it('answers 503 within seconds when the database neither answers nor hangs up and there is no spool', async () => {
    const proxy = await startBehindProxy();
    await stored('before');
    proxy.freeze();
    const startedAt = Date.now();
    expect((await track('frozen')).status).toBe(503);
    expect(Date.now() - startedAt).toBeLessThan(30_000);
    await proxy.restore();
    await stored('after');
    expect((await logged()).at(-1)).toBe('after');
  });

  it('recovers when its connections are terminated under load, and what it acknowledged is there once', async () => {
    await start(IMPATIENT);
    await stored();
    let stop = false;
    const acknowledged: string[] = [];
    const senders = Array.from({ length: 8 }, async () => {
      while (!stop) {
        const id = `load-${(sent += 1)}`;
        if ((await track(id)).status === 200) acknowledged.push(id);
      }
    });
    for (const round of [1, 2, 3]) {
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(round * 50));
      await pool().query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'switchyard-ingest'`,
      );
    }
    const count = acknowledged.length;
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(count + 50));
    stop = true;
    await Promise.all(senders);
    await vi.waitFor(() => expect(server.ingest.metrics().spool.bytes).toBe(0));
    const ids = await logged();
    expect(new Set(ids).size).toBe(ids.length);
    expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('makes the partition of the day when nobody made it ahead of time', async () => {
    await start();
    const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    await pool().query(`DROP TABLE pipeline.event_${today}`);
    expect((await track('healed')).status).toBe(200);
    expect(await logged()).toEqual(['healed']);
  });

  it('commits and answers what is in flight when it closes, and refuses what comes after', async () => {
    await start();
    await track();
    const lock = await lockLog();
    const last = track('last');
    await vi.waitFor(async () => expect(await blockedAppends()).toBe(1));
    const closed = server.ingest.close();
    expect(await track('too late')).toMatchObject({ status: 503 });
    await lock.release();
    expect((await last).status).toBe(200);
    await closed;
    expect(await logged()).toContain('last');
  });

  it('announces a source on switchyard_event after its events are committed, bursts in few announcements', async () => {
    await start();
    const listener = new pg.Client({ connectionString: installation().databaseUrl });
    open.push({ close: () => listener.end() });
    await listener.connect();
    const heard: { payload: string | undefined; events: Promise<string[]> }[] = [];
    listener.on('notification', ({ payload }) => heard.push({ payload, events: logged() }));
    await listener.query('LISTEN switchyard_event');
    const startedAt = Date.now();
    for (let n = 0; n < 50; n += 1) await track();
    const last = `m-${sent}`;
    await vi.waitFor(async () => expect(await heard.at(-1)?.events).toContain(last));
    expect(new Set(heard.map(({ payload }) => payload))).toEqual(new Set([source.id]));
    expect(heard.length).toBeLessThanOrEqual((Date.now() - startedAt) / 100 + 2);
  });
});

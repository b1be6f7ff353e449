import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installation } from '../../platform/installation';
import { createLogger } from '../../platform/logger';
import { pool } from '../../storage/client';
import { EVENT_CHANNEL, readAnnouncements } from '../../storage/events/read-announcements';
import { readNewestEvents } from '../../storage/events/read-newest-events';
import { aSource, aWorkspace } from '../../testing/factories';
import { createLiveHub, type LiveBatch, type LiveHub } from './live-hub';

async function aWatchedSource() {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  return { workspaceId: ctx.workspace.id, sourceId: source.id };
}

type Place = Awaited<ReturnType<typeof aWatchedSource>>;

function append(sql: Pick<pg.ClientBase, 'query'>, { workspaceId, sourceId }: Place, name: string) {
  return sql.query(
    `INSERT INTO pipeline.event (received_at, workspace_id, source_id, message_id, type, name, outcome, payload)
     VALUES (now(), $1, $2, $3, 'track', $3, 'successfully_received', '{}')`,
    [workspaceId, sourceId, name],
  );
}

function announce({ sourceId }: Place) {
  return pool().query('SELECT pg_notify($1, $2)', [EVENT_CHANNEL, sourceId]);
}

async function appendAndAnnounce(place: Place, name: string) {
  await append(pool(), place, name);
  await announce(place);
}

describe('the live hub', () => {
  const reads: string[] = [];
  let hub: LiveHub;

  beforeEach(() => {
    reads.length = 0;
    hub = createLiveHub({
      log: createLogger('test', 'error'),
      listen: readAnnouncements,
      read: (workspaceId, sourceId, from) => {
        reads.push(sourceId);
        return readNewestEvents(pool(), workspaceId, sourceId, { limit: 500, from });
      },
      minIntervalMs: 10,
      safetyIntervalMs: 60_000,
    });
  });

  afterEach(() => hub.close());

  async function watch(place: Place) {
    const names: string[] = [];
    const batches: LiveBatch[] = [];
    const stop = await hub.subscribe(place.workspaceId, place.sourceId, (batch) => {
      batches.push(batch);
      for (const event of batch.events) names.push(event.name ?? '');
    });
    return { names, batches, stop };
  }

  it('tells every watcher of a source of each new event once, and nobody else', async () => {
    const [here, there] = [await aWatchedSource(), await aWatchedSource()];
    const [first, second, other] = [await watch(here), await watch(here), await watch(there)];
    const trespasser = await watch({ workspaceId: there.workspaceId, sourceId: here.sourceId });
    for (const name of ['one', 'two', 'three']) await appendAndAnnounce(here, name);
    for (const watcher of [first, second]) {
      await vi.waitFor(() => expect(watcher.names.toSorted()).toEqual(['one', 'three', 'two']));
    }
    await appendAndAnnounce(there, 'elsewhere');
    await vi.waitFor(() => expect(other.names).toEqual(['elsewhere']));
    expect(first.names).toHaveLength(3);
    expect(trespasser.names).toEqual([]);
  });

  it('does not repeat what was there before', async () => {
    const place = await aWatchedSource();
    await append(pool(), place, 'before');
    const watcher = await watch(place);
    await appendAndAnnounce(place, 'after');
    await vi.waitFor(() => expect(watcher.names).toEqual(['after']));
  });

  it('passes on an event that commits after a younger one', async () => {
    const place = await aWatchedSource();
    const watcher = await watch(place);
    const slow = new pg.Client({ connectionString: installation().databaseUrl });
    await slow.connect();
    await slow.query('BEGIN');
    await append(slow, place, 'slow');
    await appendAndAnnounce(place, 'quick');
    await vi.waitFor(() => expect(watcher.names).toEqual(['quick']));
    await slow.query('COMMIT');
    await slow.end();
    await announce(place);
    await vi.waitFor(() => expect(watcher.names).toEqual(['quick', 'slow']));
    await appendAndAnnounce(place, 'last');
    await vi.waitFor(() => expect(watcher.names).toEqual(['quick', 'slow', 'last']));
  });

  it('reads an event once for all who watch', async () => {
    const place = await aWatchedSource();
    const watchers = [];
    for (let number = 0; number < 5; number += 1) watchers.push(await watch(place));
    await vi.waitFor(() => expect(reads.length).toBeGreaterThan(1));
    await new Promise((resolve) => setImmediate(resolve));
    const before = reads.length;
    await appendAndAnnounce(place, 'one');
    for (const watcher of watchers) await vi.waitFor(() => expect(watcher.names).toEqual(['one']));
    expect(reads.length - before).toBeLessThan(watchers.length);
  });

  it('misses nothing while its connection to the database is broken', async () => {
    const place = await aWatchedSource();
    const watcher = await watch(place);
    await appendAndAnnounce(place, 'one');
    await vi.waitFor(() => expect(watcher.names).toEqual(['one']));
    await append(pool(), place, 'unannounced');
    await pool().query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'switchyard-live' AND datname = current_database()`,
    );
    await vi.waitFor(() => expect(watcher.names).toEqual(['one', 'unannounced']));
  });

  it('keeps nothing open once nobody watches', async () => {
    const place = await aWatchedSource();
    const watcher = await watch(place);
    expect(hub.watched()).toBe(1);
    watcher.stop();
    expect(hub.watched()).toBe(0);
    await vi.waitFor(async () => {
      const { rows } = await pool().query<{ open: string }>(
        `SELECT count(*)::text AS open FROM pg_stat_activity
          WHERE application_name = 'switchyard-live' AND datname = current_database()`,
      );
      expect(rows[0]?.open).toBe('0');
    });
  });

  it('hands out a cursor from which nothing is missed', async () => {
    const place = await aWatchedSource();
    const watcher = await watch(place);
    await appendAndAnnounce(place, 'one');
    await vi.waitFor(() => expect(watcher.batches).toHaveLength(1));
    watcher.stop();
    await append(pool(), place, 'two');
    const cursor = watcher.batches[0]?.cursor;
    const missed = await readNewestEvents(pool(), place.workspaceId, place.sourceId, { limit: 500, from: cursor });
    expect(missed.events.map((event) => event.name)).toContain('two');
  });
});

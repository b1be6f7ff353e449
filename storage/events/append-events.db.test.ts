import { describe, expect, it, vi } from 'vitest';
import { aSource, aWorkspace } from '@/testing/factories';
import { anEventRow, type EventOwner } from '@/testing/fan-out-log';
import { inTransaction, pool } from '../client';
import { ensurePartitions } from '../migrations/ensure-partitions';
import { appendEvents } from './append-events';
import type { EventRow } from './event-row';
import { messageKey } from './message-key';
import { readEventsByMessage } from './read-event-by-message';

const HOUR_MS = 3_600_000;

async function anOwner(): Promise<EventOwner> {
  const { workspace } = await aWorkspace();
  return { workspaceId: workspace.id, sourceId: (await aSource(workspace.id)).id };
}

/** Stops the log's clock at `at`; null lets it run again. */
async function setClock(at: Date | null): Promise<void> {
  const body = at === null ? 'SELECT clock_timestamp()' : `SELECT '${at.toISOString()}'::timestamptz`;
  await pool().query(
    `CREATE OR REPLACE FUNCTION pipeline.log_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ ${body} $$`,
  );
}

async function stored(sourceId: string): Promise<{ id: string; message_id: string; reason: string | null }[]> {
  const { rows } = await pool().query<{ id: string; message_id: string; reason: string | null }>(
    'SELECT id::text, message_id, reason FROM pipeline.event WHERE source_id = $1 ORDER BY id',
    [sourceId],
  );
  return rows;
}

const ids = (rows: { messageId: string }[]) => rows.map(({ messageId }) => messageId);
const midnight = () => new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000);

describe('appendEvents', () => {
  it('stores rows in the order they came, whatever their keys, under ids that say the day', async () => {
    const owner = await anOwner();
    const rows = Array.from({ length: 50 }, (_, n) => anEventRow(owner, { messageId: `m-${n}` }));
    expect(await appendEvents(pool(), rows)).toEqual([]);
    const found = await stored(owner.sourceId);
    expect(found.map(({ message_id }) => message_id)).toEqual(ids(rows));
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    for (const { id } of found) expect(id).toMatch(new RegExp(`^${day}\\d{11}$`));
  });

  it('leaves out and returns what stands earlier in the same rows, or was appended before, and only that', async () => {
    const owner = await anOwner();
    await appendEvents(pool(), [anEventRow(owner, { messageId: 'first' })]);
    const rows = ['a', 'first', 'b', 'a', 'c'].map((messageId) => anEventRow(owner, { messageId }));
    const duplicates = await appendEvents(pool(), rows);
    expect(new Set(duplicates)).toEqual(new Set([rows[1], rows[3]]));
    expect((await stored(owner.sourceId)).map(({ message_id }) => message_id)).toEqual(['first', 'a', 'b', 'c']);
  });

  it('tells the same messageId of two sources apart', async () => {
    const [one, two] = [await anOwner(), await anOwner()];
    const rows = [anEventRow(one, { messageId: 'same' }), anEventRow(two, { messageId: 'same' })];
    expect(await appendEvents(pool(), rows)).toEqual([]);
  });

  it('lets failed events claim nothing, and their receipt only once', async () => {
    const owner = await anOwner();
    const failed = (receipt?: string) =>
      anEventRow(owner, { messageId: 'm' }, { reason: 'MISSING_NAME' as EventRow['reason'], receipt });
    expect(await appendEvents(pool(), [failed(), failed(), failed('r'), failed('r')])).toHaveLength(1);
    expect(await appendEvents(pool(), [failed('r'), failed()])).toHaveLength(1);
    expect(await appendEvents(pool(), [anEventRow(owner, { messageId: 'm' })])).toEqual([]);
    const found = await readEventsByMessage(pool(), owner.workspaceId, owner.sourceId, 'm', 10);
    expect(found.map(({ outcome }) => outcome)).toEqual([
      'successfully_received',
      ...Array.from({ length: 4 }, () => 'failed_on_ingest'),
    ]);
  });

  it('stores what a text column cannot hold with U+FFFD in its place, and the payload whole', async () => {
    const owner = await anOwner();
    const row = anEventRow(owner, { messageId: 'a\0\ud800b', userId: 'x\x1fy' });
    expect(await appendEvents(pool(), [row, anEventRow(owner, { messageId: 'plain' })])).toEqual([]);
    expect(await appendEvents(pool(), [row])).toEqual([row]);
    const [found] = await readEventsByMessage(pool(), owner.workspaceId, owner.sourceId, 'a\0\ud800b', 10);
    expect(found).toMatchObject({ messageId: 'a\ufffd\ufffdb', userId: 'x\ufffdy', payload: row.payload });
  });

  it('never deadlocks: two writers with the same messages in opposite order store each once', async () => {
    const owner = await anOwner();
    for (let round = 0; round < 20; round += 1) {
      const rows = Array.from({ length: 40 }, (_, n) => anEventRow(owner, { messageId: `r${round}-${n}` }));
      const [left, right] = await Promise.all([appendEvents(pool(), rows), appendEvents(pool(), rows.toReversed())]);
      expect(left.length + right.length).toBe(rows.length);
    }
    expect(await stored(owner.sourceId)).toHaveLength(800);
  });

  it('takes columns as text from a process of the version before, and keeps messages apart with it', async () => {
    const owner = await anOwner();
    const [seen, fresh] = [anEventRow(owner, { messageId: 'seen' }), anEventRow(owner, { messageId: 'fresh' })];
    expect(await appendEvents(pool(), [seen])).toEqual([]);
    const texts = [fresh, seen].map((row, index) => [
      String(index + 1),
      messageKey(row.sourceId, row.messageId),
      ...[row.receivedAt, row.workspaceId, row.sourceId, row.messageId, row.type, row.name, row.userId, '\x1e', '\x1e'],
      row.payload,
    ]);
    const columns = Array.from({ length: 12 }, (_, n) => texts.map((values) => values[n]).join('\x1f'));
    const marks = columns.map((_, n) => `$${n + 1}`).join(', ');
    const { rows } = await pool().query(`SELECT * FROM pipeline.append_events(${marks}) AS place`, columns);
    expect(rows).toEqual([{ place: 2 }]);
    expect(await appendEvents(pool(), [fresh, seen])).toHaveLength(2);
    const [found] = await readEventsByMessage(pool(), owner.workspaceId, owner.sourceId, 'fresh', 10);
    expect(found).toMatchObject({ userId: 'u-1', anonymousId: null, reason: null, payload: fresh.payload });
  });

  it('appends nothing when there is nothing', async () => {
    expect(await appendEvents(pool(), [])).toEqual([]);
  });

  it('stores all or none', async () => {
    const owner = await anOwner();
    const bad = anEventRow(owner, {}, { receivedAt: 'never' });
    await expect(appendEvents(pool(), [anEventRow(owner), bad])).rejects.toThrow();
    expect(await stored(owner.sourceId)).toEqual([]);
  });
});

describe('appendEvents over midnight', () => {
  it('remembers a message of the day before for all of the next day, and forgets it after that', async () => {
    const owner = await anOwner();
    const start = midnight().getTime();
    await ensurePartitions(pool(), new Date(), { back: 2, ahead: 3 });
    const row = anEventRow(owner, { messageId: 'once' });
    try {
      await setClock(new Date(start + 10 * HOUR_MS));
      expect(await appendEvents(pool(), [row])).toEqual([]);
      await setClock(new Date(start + 47.9 * HOUR_MS));
      expect(await appendEvents(pool(), [row])).toEqual([row]);
      await setClock(new Date(start + 48.1 * HOUR_MS));
      expect(await appendEvents(pool(), [row])).toEqual([]);
    } finally {
      await setClock(null);
    }
  });

  it('waits for a writer of the day before that has not committed yet, so that the pair stores a message once', async () => {
    const owner = await anOwner();
    const next = midnight().getTime() + 24 * HOUR_MS;
    const row = anEventRow(owner, { messageId: 'at midnight' });
    let second: Promise<EventRow[]> | undefined;
    let secondDone = false;
    try {
      await setClock(new Date(next - 1));
      await inTransaction(async (sql) => {
        expect(await appendEvents(sql, [row])).toEqual([]);
        await setClock(new Date(next + 1));
        second = appendEvents(pool(), [row]).finally(() => (secondDone = true));
        await vi.waitFor(async () => {
          const { rowCount } = await pool().query(
            `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
              WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()`,
          );
          expect(rowCount).toBe(1);
        });
        expect(secondDone).toBe(false);
      });
      expect(await second).toEqual([row]);
      expect(await stored(owner.sourceId)).toHaveLength(1);
    } finally {
      await setClock(null);
    }
  });

  it('lets writers of the new day run side by side', async () => {
    const owner = await anOwner();
    try {
      await setClock(new Date(midnight().getTime() + 24 * HOUR_MS + 1));
      await inTransaction(async (sql) => {
        await appendEvents(sql, [anEventRow(owner)]);
        expect(await appendEvents(pool(), [anEventRow(owner)])).toEqual([]);
      });
    } finally {
      await setClock(null);
    }
  });
});

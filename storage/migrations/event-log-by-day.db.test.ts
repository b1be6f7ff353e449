import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createTestDatabase } from '@/testing/create-database';
import { anEventRow } from '@/testing/fan-out-log';
import { appendEvents } from '../events/append-events';
import { dayNumber } from '../events/event-id';
import { readLog } from '../events/follow/follow-log';
import { readEvent } from '../events/read-event';
import { readEventsByMessage } from '../events/read-event-by-message';
import { readNewestEvents } from '../events/read-newest-events';
import { applyMigrations } from './apply-migrations';
import { dropOldPartitions } from './drop-old-partitions';
import { ensurePartitions } from './ensure-partitions';

const MIGRATIONS = path.join(process.cwd(), 'prisma', 'migrations');
const DAY_MS = 86_400_000;
const owner = { workspaceId: 'wks', sourceId: 'src' };
let old: pg.Pool;

/** The migrations before `name`, in a folder of their own. */
function migrationsBefore(name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'switchyard-migrations-'));
  for (const one of readdirSync(MIGRATIONS))
    if (/^\d/.test(one) && one < name) cpSync(path.join(MIGRATIONS, one), path.join(folder, one), { recursive: true });
  return folder;
}

/** A database as version 0.1 left it: a log by received_at, with its dedup keys beside it; then migrated. */
beforeAll(async () => {
  const url = await createTestDatabase(inject('serverUrl'), `upgrade_${randomBytes(4).toString('hex')}`);
  await applyMigrations(url, migrationsBefore('20261122063000'));
  old = new pg.Pool({ connectionString: url });
  const day = new Date().toISOString().slice(0, 10);
  const next = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10);
  const name = `event_${day.replaceAll('-', '')}`;
  await old.query(
    `CREATE TABLE pipeline.${name} PARTITION OF pipeline.event FOR VALUES FROM ('${day}') TO ('${next}')`,
  );
  await old.query(
    `INSERT INTO pipeline.event (received_at, workspace_id, source_id, message_id, type, outcome, payload)
     SELECT $1, 'wks', 'src', m, 'track', 'successfully_received', '{}' FROM unnest(ARRAY['one', 'two', 'ünlike']) m`,
    [new Date()],
  );
  await old.query(
    `INSERT INTO pipeline.dedup_key SELECT source_id, message_id, received_at FROM pipeline.event
     UNION ALL SELECT 'src', 'long ago', now() - interval '3 days'`,
  );
  await applyMigrations(url);
  await ensurePartitions(old, new Date());
});
afterAll(() => old.end());

describe('a data folder of before the log was partitioned by id', () => {
  it('takes no message again that it took in the last two days', async () => {
    const rows = ['one', 'ünlike', 'three', 'long ago'].map((messageId) => anEventRow(owner, { messageId }));
    expect(new Set(await appendEvents(old, rows))).toEqual(new Set([rows[0], rows[1]]));
  });

  it('shows and follows its old events before the new ones', async () => {
    const all = ['one', 'two', 'ünlike', 'three', 'long ago'];
    const { events } = await readNewestEvents(old, 'wks', 'src', { limit: 10 });
    expect(events.map(({ messageId }) => messageId)).toEqual(all.toReversed());
    // What is followed ends before the oldest open transaction of the whole cluster, other tests' included.
    await vi.waitFor(async () => {
      const followed = await readLog(old, { tx: '0', id: '0' }, 10);
      expect(followed.map(({ messageId }) => messageId)).toEqual(all);
    });
  });

  it('finds old events by id and by messageId', async () => {
    const [two] = await readEventsByMessage(old, 'wks', 'src', 'two', 10);
    expect(two).toMatchObject({ messageId: 'two', outcome: 'successfully_received' });
    expect(await readEvent(old, 'wks', 'src', two?.id ?? '')).toEqual(two);
  });

  it('lets go of the old log with its last day, and of nothing else', async () => {
    const day = dayNumber(new Date());
    const dropped = await dropOldPartitions(old, new Date(Date.now() + DAY_MS), 1);
    expect(dropped).not.toContain('event_before');
    const later = await dropOldPartitions(old, new Date(Date.now() + 2 * DAY_MS), 1);
    expect(later).toEqual(expect.arrayContaining([`event_${day}`, `event_before_${day}`, 'event_before']));
    expect((await readLog(old, { tx: '0', id: '0' }, 10)).length).toBe(0);
  });
});

import { expect, it } from 'vitest';
import { createLogger } from '../platform/logger';
import { pool } from '../storage/client';
import { aDeliveryTarget, enqueue } from '../testing/deliveries';
import { aDestination, aSource, aWorkspace } from '../testing/factories';
import { tidy } from './housekeeping';

const DAY_MS = 86_400_000;

function dayName(table: string, at: Date): string {
  return `${table}_${at.toISOString().slice(0, 10).replaceAll('-', '')}`;
}

async function partitions(table: string): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `SELECT relname AS name FROM pg_class JOIN pg_inherits ON inhrelid = oid WHERE inhparent = $1::regclass`,
    [`pipeline.${table}`],
  );
  return rows.map(({ name }) => name);
}

it('keeps a week of partitions ahead and drops whole days past the retention', async () => {
  const now = new Date();
  const later = new Date(now.getTime() + 20 * DAY_MS);
  await tidy(createLogger('test', 'error'), 10, later);
  for (const table of ['event', 'outcome', 'attempt']) {
    const names = await partitions(table);
    expect(names).toContain(dayName(table, new Date(later.getTime() + 7 * DAY_MS)));
    expect(names).not.toContain(dayName(table, now));
  }
});

it('forgets the dedup keys of an earlier version when the youngest is two days old, not before', async () => {
  const now = new Date();
  const insert = 'INSERT INTO pipeline.dedup_before (message_key, received_at) VALUES (gen_random_uuid(), $1)';
  await pool().query(insert, [now]);
  const left = async () => (await pool().query('SELECT 1 FROM pipeline.dedup_before')).rowCount;
  await tidy(createLogger('test', 'error'), 30, new Date(now.getTime() + 47 * 3_600_000));
  expect(await left()).toBe(1);
  await tidy(createLogger('test', 'error'), 30, new Date(now.getTime() + 49 * 3_600_000));
  expect(await left()).toBe(0);
});

it('forgets how far a spool was drained after 90 days, not before', async () => {
  const now = new Date();
  const insert = 'INSERT INTO pipeline.spool_position (spool_id, segment, read_to, moved_at) VALUES ($1, 1, 1, $2)';
  await pool().query(insert, ['old', new Date(now.getTime() - 91 * DAY_MS)]);
  await pool().query(insert, ['young', new Date(now.getTime() - 89 * DAY_MS)]);
  await tidy(createLogger('test', 'error'), 30, now);
  const { rows } = await pool().query('SELECT spool_id FROM pipeline.spool_position');
  expect(rows).toEqual([{ spool_id: 'young' }]);
});

it('removes the samples of deleted destinations and keeps the others', async () => {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const destination = await aDestination(ctx.workspace.id, source.id);
  const insert = `INSERT INTO pipeline.attempt_sample (workspace_id, destination_id, reason, at, event_id, message_id, message, sent)
                  VALUES ($1, $2, '500', now(), 1, 'm', 'failed', '{}')`;
  await pool().query(insert, [ctx.workspace.id, destination.id]);
  await pool().query(insert, [ctx.workspace.id, 'dst_gone']);
  await tidy(createLogger('test', 'error'), 30, new Date());
  const { rows } = await pool().query('SELECT destination_id FROM pipeline.attempt_sample WHERE workspace_id = $1', [
    ctx.workspace.id,
  ]);
  expect(rows).toEqual([{ destination_id: destination.id }]);
});

it('keeps the day of an event that is still on its way, for as long as a delivery may last, and no longer', async () => {
  const { workspaceId, destinationId, sourceId, subscriptionIds } = await aDeliveryTarget('webhook');
  await enqueue({ workspaceId, destinationId, sourceId, subscriptionIds });
  const now = new Date();
  const today = dayName('event', now);
  const in_ = (days: number) => new Date(now.getTime() + days * DAY_MS);
  await tidy(createLogger('test', 'error'), 3, in_(4));
  expect(await partitions('event')).toContain(today);
  await tidy(createLogger('test', 'error'), 3, in_(8));
  expect(await partitions('event')).not.toContain(today);
});

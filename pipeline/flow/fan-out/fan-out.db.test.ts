import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/platform/ids';
import { installation } from '@/platform/installation';
import { createLogger } from '@/platform/logger';
import { systemClock } from '@/platform/clock';
import { db, pool } from '@/storage/client';
import { createLogCursor } from '@/storage/events/follow/follow-log-cursor';
import { aDestination, aSource, aWorkspace } from '@/testing/factories';
import { anEventRow, drainLog, endStates, logEvents, type EventOwner } from '@/testing/fan-out-log';
import { startFanOut, type FanOut } from './fan-out';
import { fanOutSlice } from './fan-out-slice';

const log = createLogger('test', 'error', () => undefined);
const running: FanOut[] = [];

function start(): FanOut {
  const fanOut = startFanOut({ log });
  running.push(fanOut);
  return fanOut;
}

async function anOwner(): Promise<EventOwner> {
  const { workspace } = await aWorkspace();
  return { workspaceId: workspace.id, sourceId: (await aSource(workspace.id)).id };
}

async function aMapped(owner: EventOwner, trigger = 'all', data: Parameters<typeof aDestination>[2] = {}) {
  const destination = await aDestination(owner.workspaceId, owner.sourceId, data);
  const subscription = await db().subscription.create({
    data: { id: newId('sub'), destinationId: destination.id, name: 'Send', actionSlug: 'send', enabled: true, trigger },
  });
  return { ...destination, subscriptionId: subscription.id };
}

function aFilter(destinationId: string, condition: string, actions: object[]) {
  return db().destinationFilter.create({
    data: { id: newId('flt'), destinationId, title: 'A filter', condition, actions },
  });
}

const has = (states: Record<string, string>, count: number) => expect(Object.keys(states)).toHaveLength(count);

beforeEach(async () => {
  await createLogCursor(pool(), 'fan-out');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((fanOut) => fanOut.stop()));
});

describe('fan-out', () => {
  it('gives every accepted event a delivery or an end with its reason, at every enabled destination', async () => {
    const owner = await anOwner();
    const all = await aMapped(owner);
    const orders = await aMapped(owner, 'type = "track" and event = "Order Completed"');
    const filtered = await aMapped(owner);
    const filter = await aFilter(filtered.id, `properties.test = true`, [{ type: 'DROP' }]);
    const broken = await aMapped(owner);
    await aFilter(broken.id, `properties.total and true`, [{ type: 'DROP' }]);
    const unset = await aMapped(owner, 'all', { type: 'windsor' });
    const unmapped = await aDestination(owner.workspaceId, owner.sourceId);
    await aMapped(owner, 'all', { enabled: false });
    await logEvents([
      anEventRow(owner, { messageId: 'plain' }),
      anEventRow(owner, { messageId: 'test', event: 'Other', properties: { test: true } }),
      anEventRow(owner, { messageId: 'off', integrations: { Webhooks: false } }),
      anEventRow(owner, { messageId: 'odd', properties: { total: 5 } }),
      anEventRow(owner, { messageId: 'bad' }, { reason: 'no_user_anon_id' }),
    ]);
    await drainLog();
    const none = 'filtered_at_destination NO_MATCHING_MAPPING';
    const byIntegrations = 'filtered_at_destination FILTERED_BY_INTEGRATIONS_OBJECT';
    expect(await endStates(owner.sourceId)).toEqual({
      [`plain @ ${all.id}`]: 'delivery',
      [`plain @ ${orders.id}`]: 'delivery',
      [`plain @ ${filtered.id}`]: 'delivery',
      [`plain @ ${broken.id}`]: 'delivery',
      [`plain @ ${unset.id}`]: 'filtered_at_destination INVALID_SETTINGS',
      [`plain @ ${unmapped.id}`]: none,
      [`test @ ${all.id}`]: 'delivery',
      [`test @ ${orders.id}`]: none,
      [`test @ ${filtered.id}`]: 'filtered_at_destination FILTERED_BY_RULES',
      [`test @ ${broken.id}`]: 'delivery',
      [`test @ ${unset.id}`]: 'filtered_at_destination INVALID_SETTINGS',
      [`test @ ${unmapped.id}`]: none,
      [`off @ ${all.id}`]: byIntegrations,
      [`off @ ${orders.id}`]: byIntegrations,
      [`off @ ${filtered.id}`]: byIntegrations,
      [`off @ ${broken.id}`]: byIntegrations,
      [`off @ ${unset.id}`]: 'filtered_at_destination INVALID_SETTINGS',
      [`off @ ${unmapped.id}`]: byIntegrations,
      [`odd @ ${all.id}`]: 'delivery',
      [`odd @ ${orders.id}`]: 'delivery',
      [`odd @ ${filtered.id}`]: 'delivery',
      [`odd @ ${broken.id}`]: 'filtered_at_destination FILTER_ERROR',
      [`odd @ ${unset.id}`]: 'filtered_at_destination INVALID_SETTINGS',
      [`odd @ ${unmapped.id}`]: none,
    });
    const { rows } = await pool().query<{ detail: string }>(
      `SELECT detail FROM pipeline.outcome WHERE message_id = 'test' AND destination_id = $1`,
      [filtered.id],
    );
    expect(rows[0]?.detail).toBe(`${filter.id} Filter “A filter” kept the event back.`);
  });

  it('queues what a delivery needs, with the event only when a filter changed it', async () => {
    const owner = await anOwner();
    const plain = await aMapped(owner);
    const changed = await aMapped(owner);
    await aFilter(changed.id, 'all', [{ type: 'DROP_PROPERTIES', fields: { properties: ['email'] } }]);
    await db().destination.update({ where: { id: changed.id }, data: { configVersion: 7 } });
    const row = anEventRow(owner, { properties: { email: 'a@example.com', total: 5, nul: 'a\u0000\ud800' } });
    await logEvents([row]);
    await drainLog();
    const { rows } = await pool().query<Record<string, unknown>>(
      `SELECT d.*, e.id = d.event_id AS same_event, e.received_at = d.event_received_at AS same_time
         FROM pipeline.delivery d JOIN pipeline.event e ON e.message_id = d.message_id
        WHERE d.source_id = $1 ORDER BY d.config_version`,
      [owner.sourceId],
    );
    expect(rows).toMatchObject([
      { destination_id: plain.id, config_version: 1, payload: null, subscription_ids: [plain.subscriptionId] },
      { destination_id: changed.id, config_version: 7, subscription_ids: [changed.subscriptionId] },
    ]);
    expect(rows[0]).toMatchObject({
      workspace_id: owner.workspaceId,
      event_type: 'track',
      event_name: 'Order Completed',
      attempt: 0,
      done_subscriptions: [],
      same_event: true,
      same_time: true,
    });
    expect(JSON.parse(String(rows[1]?.['payload']))).toMatchObject({ properties: { total: 5, nul: 'a\u0000\ud800' } });
    expect(rows[1]?.['payload']).not.toContain('example.com');
  });

  it('ends an event that no destination wants, and says why', async () => {
    const [without, disabled] = [await anOwner(), await anOwner()];
    await aMapped(disabled, 'all', { enabled: false });
    await logEvents([anEventRow(without, { messageId: 'a' }), anEventRow(disabled, { messageId: 'b' })]);
    await drainLog();
    expect(await endStates(without.sourceId)).toEqual({ 'a @ ': 'no_destination' });
    expect(await endStates(disabled.sourceId)).toEqual({ 'b @ ': 'no_destination DESTINATION_DISABLED' });
  });

  it('counts what was received, what failed on ingest and what ended', async () => {
    const owner = await anOwner();
    const { id } = await aMapped(owner, `event = 'Order Completed'`);
    await logEvents([
      anEventRow(owner),
      anEventRow(owner),
      anEventRow(owner, { event: 'Other' }),
      anEventRow(owner, {}, { reason: 'event_not_string' }),
    ]);
    await drainLog();
    const { rows } = await pool().query(
      `SELECT destination_id, outcome, reason, count::int FROM pipeline.outcome_count
        WHERE source_id = $1 AND grain = 'd' ORDER BY outcome`,
      [owner.sourceId],
    );
    expect(rows).toEqual([
      { destination_id: '', outcome: 'failed_on_ingest', reason: 'event_not_string', count: 1 },
      { destination_id: id, outcome: 'filtered_at_destination', reason: 'NO_MATCHING_MAPPING', count: 1 },
      { destination_id: '', outcome: 'successfully_received', reason: '', count: 3 },
    ]);
  });

  it('never skips an event whose transaction commits after a later one was read', async () => {
    const owner = await anOwner();
    await aMapped(owner);
    start();
    const slow = await pool().connect();
    await slow.query('BEGIN');
    await logEvents([anEventRow(owner, { messageId: 'slow' })], slow);
    await logEvents([anEventRow(owner, { messageId: 'fast' })]);
    // The follower runs meanwhile; whether or not it may read "fast" yet, it must not pass "slow" by.
    for (let round = 0; round < 5; round += 1)
      await fanOutSlice({ pool: pool(), log, clock: systemClock, limit: 1000 });
    expect(Object.keys(await endStates(owner.sourceId)).join()).not.toContain('slow');
    await slow.query('COMMIT');
    slow.release();
    await vi.waitFor(async () => has(await endStates(owner.sourceId), 2));
  });

  it('shares the log between two servers without repeating or losing an event', async () => {
    const owner = await anOwner();
    const destinations = await Promise.all([aMapped(owner), aMapped(owner)]);
    start();
    start();
    for (let batch = 0; batch < 20; batch += 1)
      await logEvents(Array.from({ length: 100 }, (_, i) => anEventRow(owner, { messageId: `m-${batch}-${i}` })));
    await vi.waitFor(async () => has(await endStates(owner.sourceId), 2000 * destinations.length));
    expect(new Set(Object.values(await endStates(owner.sourceId)))).toEqual(new Set(['delivery']));
    const { rows } = await pool().query<{ count: number }>(
      `SELECT sum(count)::int AS count FROM pipeline.api_call WHERE source_id = $1`,
      [owner.sourceId],
    );
    expect(rows[0]?.count).toBe(2000);
  });

  it('loses and doubles nothing when its connections are cut in the middle of slices', async () => {
    const owner = await anOwner();
    const { id } = await aMapped(owner, `event = 'Kept'`);
    start();
    const killer = new pg.Client({ connectionString: installation().databaseUrl });
    await killer.connect();
    for (let batch = 0; batch < 30; batch += 1) {
      const events = Array.from({ length: 200 }, (_, i) =>
        anEventRow(owner, { messageId: `m-${batch}-${i}`, event: i % 2 ? 'Kept' : 'Not' }),
      );
      await vi.waitFor(() => logEvents(events));
      await killer.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`,
      );
    }
    await killer.end();
    await vi.waitFor(async () => has(await endStates(owner.sourceId), 6000));
    const states = Object.values(await endStates(owner.sourceId));
    expect(states.filter((state) => state === 'delivery')).toHaveLength(3000);
    expect(states.filter((state) => state === 'filtered_at_destination NO_MATCHING_MAPPING')).toHaveLength(3000);
    const { rows } = await pool().query<{ outcome: string; count: number }>(
      `SELECT outcome, sum(count)::int AS count FROM pipeline.outcome_count
        WHERE source_id = $1 AND grain = 'h' GROUP BY outcome ORDER BY outcome`,
      [owner.sourceId],
    );
    expect(rows).toEqual([
      { outcome: 'filtered_at_destination', count: 3000 },
      { outcome: 'successfully_received', count: 6000 },
    ]);
    expect(id).toBeTruthy();
  });

  it('lets an event that it cannot handle end visibly, and goes on with the rest', async () => {
    const owner = await anOwner();
    const { id } = await aMapped(owner);
    const fanOut = start();
    await logEvents([
      anEventRow(owner, { messageId: 'first' }),
      anEventRow(owner, { messageId: 'not-json' }, { payload: '{' }),
      anEventRow(owner, { messageId: 'no-object' }, { payload: 'null' }),
      anEventRow(owner, { messageId: 'last' }),
    ]);
    await vi.waitFor(async () => has(await endStates(owner.sourceId), 4));
    expect(await endStates(owner.sourceId)).toEqual({
      [`first @ ${id}`]: 'delivery',
      'not-json @ ': 'failed_delivery INTERNAL',
      [`no-object @ ${id}`]: 'failed_delivery INTERNAL',
      [`last @ ${id}`]: 'delivery',
    });
    expect(fanOut.health()).toEqual({ ok: true, detail: 'following the event log' });
  });

  it('isolates an event that the database refuses among a thousand, and goes on with the rest', async () => {
    const owner = await anOwner();
    await aMapped(owner);
    // Stands for any refusal: nothing that ingest lets through makes PostgreSQL refuse a delivery today.
    await pool().query(`ALTER TABLE pipeline.delivery ADD CONSTRAINT refuse CHECK (message_id <> 'refused')`);
    const rows = Array.from({ length: 400 }, (_, i) =>
      anEventRow(owner, { messageId: i === 123 ? 'refused' : `m-${i}` }),
    );
    await logEvents(rows);
    start();
    await vi.waitFor(async () => has(await endStates(owner.sourceId), 400));
    await pool().query(`ALTER TABLE pipeline.delivery DROP CONSTRAINT refuse`);
    const states = await endStates(owner.sourceId);
    expect(states['refused @ ']).toBe('failed_delivery INTERNAL');
    expect(Object.values(states).filter((state) => state === 'delivery')).toHaveLength(399);
  });

  it('decides by its contents the first event after a source that had no destination got one', async () => {
    const owner = await anOwner();
    start();
    await logEvents([anEventRow(owner, { messageId: 'before' })]);
    await vi.waitFor(async () => has(await endStates(owner.sourceId), 1));
    const { id } = await aMapped(owner, 'event = "Order Completed"');
    await logEvents([
      anEventRow(owner, { messageId: 'wanted' }),
      anEventRow(owner, { messageId: 'not', event: 'Other' }),
    ]);
    await vi.waitFor(async () => has(await endStates(owner.sourceId), 3));
    expect(await endStates(owner.sourceId)).toEqual({
      'before @ ': 'no_destination',
      [`wanted @ ${id}`]: 'delivery',
      [`not @ ${id}`]: 'filtered_at_destination NO_MATCHING_MAPPING',
    });
  });

  it('decides an event accepted after a filter was saved by that filter', async () => {
    const owner = await anOwner();
    const { id } = await aMapped(owner);
    start();
    for (let round = 0; round < 10; round += 1) {
      await logEvents([anEventRow(owner, { messageId: `before-${round}` })]);
      const filter = await aFilter(id, 'all', [{ type: 'DROP' }]);
      await logEvents([anEventRow(owner, { messageId: `after-${round}` })]);
      await vi.waitFor(async () => has(await endStates(owner.sourceId), 2 * round + 2));
      await db().destinationFilter.delete({ where: { id: filter.id } });
    }
    const states = await endStates(owner.sourceId);
    for (let round = 0; round < 10; round += 1)
      expect(states[`after-${round} @ ${id}`]).toBe('filtered_at_destination FILTERED_BY_RULES');
  });
});

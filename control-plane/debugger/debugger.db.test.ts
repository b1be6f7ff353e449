import { describe, expect, it, vi } from 'vitest';
import { pool } from '../../storage/client';
import { EVENT_CHANNEL } from '../../storage/events/read-announcements';
import { aDestination, aSource, aWorkspace } from '../../testing/factories';
import type { Context } from '../context';
import { sourceActivity } from '../sources/source-activity';
import { getEvent } from './get-event';
import { listRecentEvents } from './list-recent-events';
import { watchSourceEvents } from './watch-source-events';

async function append(ctx: Context, sourceId: string, names: string[], failed = false): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `INSERT INTO pipeline.event (received_at, workspace_id, source_id, message_id, type, name, user_id, outcome, reason, payload)
     SELECT now(), $1, $2, name, 'track', name, 'u_1', $4, $5, json_build_object('event', name)::text
       FROM unnest($3::text[]) WITH ORDINALITY AS given(name, place) ORDER BY place
     RETURNING id::text`,
    [
      ctx.workspace.id,
      sourceId,
      names,
      failed ? 'failed_on_ingest' : 'successfully_received',
      failed ? 'event_not_defined' : null,
    ],
  );
  return rows.map((row) => row.id);
}

describe('listRecentEvents', () => {
  it('answers the newest 500, newest first, without sampling', async () => {
    const ctx = await aWorkspace('VIEWER');
    const source = await aSource(ctx.workspace.id);
    await append(
      ctx,
      source.id,
      Array.from({ length: 510 }, (_, index) => `event ${index}`),
    );
    const { events } = await listRecentEvents(ctx, { sourceId: source.id });
    expect(events.map((event) => event.name)).toEqual(
      Array.from({ length: 500 }, (_, index) => `event ${509 - index}`),
    );
    expect(events[0]).toMatchObject({
      type: 'track',
      userId: 'u_1',
      payload: expect.stringContaining('event 509') as string,
    });
  });

  it('answers from a cursor what came since, and an empty list has a cursor too', async () => {
    const ctx = await aWorkspace();
    const source = await aSource(ctx.workspace.id);
    const empty = await listRecentEvents(ctx, { sourceId: source.id });
    expect(empty.events).toEqual([]);
    await append(ctx, source.id, ['a', 'b']);
    const since = await listRecentEvents(ctx, { sourceId: source.id, after: empty.cursor });
    expect(since.events.map((event) => event.name)).toEqual(['b', 'a']);
    const nothing = await listRecentEvents(ctx, { sourceId: source.id, after: since.cursor });
    expect(nothing.events).toEqual([]);
  });

  it("never shows another workspace's events", async () => {
    const [mine, other] = [await aWorkspace(), await aWorkspace()];
    const foreign = await aSource(other.workspace.id);
    const [id] = await append(other, foreign.id, ['secret']);
    await expect(listRecentEvents(mine, { sourceId: foreign.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(getEvent(mine, { sourceId: foreign.id, eventId: id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(watchSourceEvents(mine, { sourceId: foreign.id }, () => undefined)).rejects.toMatchObject({
      code: 'not_found',
    });
    const own = await aSource(mine.workspace.id);
    await expect(getEvent(mine, { sourceId: own.id, eventId: id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await sourceActivity(mine, [foreign.id])).get(foreign.id)).toMatchObject({
      lastEventAt: null,
      received: 0,
    });
  });
});

describe('watchSourceEvents', () => {
  it('begins with what came after the cursor and goes on with what comes', async () => {
    const ctx = await aWorkspace('VIEWER');
    const source = await aSource(ctx.workspace.id);
    const { cursor } = await listRecentEvents(ctx, { sourceId: source.id });
    await append(ctx, source.id, ['between']);
    const names: (string | null)[] = [];
    const stop = await watchSourceEvents(ctx, { sourceId: source.id, after: cursor }, ({ events }) =>
      names.push(...events.map((event) => event.name)),
    );
    expect(names).toEqual(['between']);
    await append(ctx, source.id, ['live']);
    await pool().query('SELECT pg_notify($1, $2)', [EVENT_CHANNEL, source.id]);
    await vi.waitFor(() => expect(names).toEqual(['between', 'live']));
    stop();
  });
});

describe('getEvent', () => {
  it('tells where the event stands at every destination', async () => {
    const ctx = await aWorkspace('VIEWER');
    const source = await aSource(ctx.workspace.id);
    const [done, waiting] = [
      await aDestination(ctx.workspace.id, source.id),
      await aDestination(ctx.workspace.id, source.id),
    ];
    const [id] = await append(ctx, source.id, ['Order Completed']);
    await pool().query(
      `INSERT INTO pipeline.outcome (at, workspace_id, source_id, destination_id, event_id, event_received_at, message_id,
                                     event_type, outcome, attempts, latency_ms)
       VALUES (now(), $1, $2, $3, $4, now(), 'm', 'track', 'successful_delivery', 1, 84)`,
      [ctx.workspace.id, source.id, done.id, id],
    );
    await pool().query(
      `INSERT INTO pipeline.delivery (workspace_id, source_id, destination_id, config_version, event_id,
                                      event_received_at, message_id, event_type, subscription_ids, attempt, last_reason)
       VALUES ($1, $2, $3, 1, $4, now(), 'm', 'track', '{}', 2, '503')`,
      [ctx.workspace.id, source.id, waiting.id, id],
    );
    const { event, outcomes } = await getEvent(ctx, { sourceId: source.id, eventId: id });
    expect(event).toMatchObject({ id, name: 'Order Completed', outcome: 'successfully_received' });
    expect(outcomes).toHaveLength(2);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ name: done.name, outcome: 'successful_delivery', latencyMs: 84, nextAt: null }),
    );
    expect(outcomes).toContainEqual(
      expect.objectContaining({ name: waiting.name, outcome: 'pending_retry', reason: '503', attempts: 2 }),
    );
  });

  it('refuses an id that is not a number', async () => {
    const ctx = await aWorkspace();
    const source = await aSource(ctx.workspace.id);
    await expect(getEvent(ctx, { sourceId: source.id, eventId: '1 OR 1=1' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('sourceActivity', () => {
  it('counts the last 24 hours from rollups and knows when the newest event came', async () => {
    const ctx = await aWorkspace();
    const [busy, silent] = [await aSource(ctx.workspace.id), await aSource(ctx.workspace.id)];
    await append(ctx, busy.id, ['x'], true);
    await pool().query(
      `INSERT INTO pipeline.outcome_count (grain, bucket, workspace_id, source_id, event_type, outcome, count, last_at)
       VALUES ('h', date_trunc('hour', now(), 'UTC'), $1, $2, 'track', 'successfully_received', 40, now()),
              ('h', date_trunc('hour', now(), 'UTC'), $1, $2, 'page', 'successfully_received', 2, now()),
              ('h', date_trunc('hour', now(), 'UTC'), $1, $2, 'track', 'failed_on_ingest', 3, now()),
              ('h', date_trunc('hour', now(), 'UTC') - interval '30 hours', $1, $2, 'track', 'successfully_received', 900, now()),
              ('d', date_trunc('day', now(), 'UTC'), $1, $2, 'track', 'successfully_received', 42, now())`,
      [ctx.workspace.id, busy.id],
    );
    const activity = await sourceActivity(ctx, [busy.id, silent.id]);
    expect(activity.get(busy.id)).toMatchObject({ received: 42, failed: 3 });
    expect(activity.get(busy.id)?.lastEventAt).toBeInstanceOf(Date);
    expect(activity.get(silent.id)).toMatchObject({ received: 0, failed: 0, lastEventAt: null });
  });
});

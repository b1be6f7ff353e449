import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initialSubscriptions } from '../../catalog/destinations/registry';
import { newId } from '../../platform/ids';
import type { JsonObject } from '../../spec/event';
import { db, pool } from '../../storage/client';
import { aDestination, aSource, aWorkspace } from '../../testing/factories';
import { startReceiver, type Receiver } from '../../testing/receiver';
import type { Context } from '../context';
import { listTestEvents } from './list-test-events';
import { takeTestSend } from './take-test-send';
import { testDestinationEvent } from './test-event';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

async function setUp(role: 'OWNER' | 'SOURCE_ADMIN' | 'VIEWER' = 'SOURCE_ADMIN') {
  const ctx = await aWorkspace(role);
  const source = await aSource(ctx.workspace.id);
  const { id: destinationId } = await aDestination(ctx.workspace.id, source.id);
  for (const [position, { name, actionSlug, trigger, mapping }] of initialSubscriptions('webhook', {
    url: receiver.url,
  }).entries())
    await db().subscription.create({
      data: { id: newId('sub'), destinationId, name, actionSlug, trigger, enabled: true, mapping, position },
    });
  return { ctx, sourceId: source.id, destinationId };
}
const TEXT = JSON.stringify({ type: 'track', event: 'Paid', userId: 'u', messageId: 'm-1', properties: {} });
const refusal = (code: string) => expect.objectContaining({ code }) as Error;
const auditOf = ({ workspace }: Context) =>
  db().auditEvent.findMany({ where: { workspaceId: workspace.id, type: 'Test Event Sent' } });

describe('testing an event', () => {
  it('is dry for whoever reads the workspace, real only for those who may edit, with a line in the audit log', async () => {
    const { ctx, destinationId } = await setUp();
    const viewer: Context = { ...ctx, actor: { ...ctx.actor, role: 'VIEWER' } };
    const dry = await testDestinationEvent(viewer, { destinationId, text: TEXT, mode: 'dry' });
    expect(dry.test?.mappings[0]?.run?.exchanges).toHaveLength(1);
    await expect(testDestinationEvent(viewer, { destinationId, text: TEXT, mode: 'real' })).rejects.toEqual(
      refusal('forbidden'),
    );
    expect(receiver.requests).toEqual([]);
    expect(await auditOf(ctx)).toEqual([]);

    const real = await testDestinationEvent(ctx, { destinationId, text: TEXT, mode: 'real' });
    expect(real.test?.outcome).toMatchObject({ outcome: 'successful_delivery' });
    expect(receiver.bodies()).toMatchObject([{ event: 'Paid' }]);
    expect(await auditOf(ctx)).toMatchObject([
      {
        resourceId: destinationId,
        actorId: ctx.actor.id,
        detail: { event: 'Paid', messageId: 'm-1', requests: 1, outcome: 'successful_delivery' },
      },
    ]);
  });

  it('leaves no audit line when the event goes nowhere', async () => {
    const { ctx, destinationId } = await setUp();
    const text = JSON.stringify({ type: 'track', userId: 'u' });
    await testDestinationEvent(ctx, { destinationId, text, mode: 'real' });
    expect(await auditOf(ctx)).toEqual([]);
  });

  it('finds nothing of another workspace', async () => {
    const mine = await setUp();
    const theirs = await setUp('OWNER');
    const foreign = { destinationId: theirs.destinationId, text: TEXT, mode: 'dry' as const };
    await expect(testDestinationEvent(mine.ctx, foreign)).rejects.toEqual(refusal('not_found'));
    await expect(testDestinationEvent(mine.ctx, { ...foreign, mode: 'real' })).rejects.toEqual(refusal('not_found'));
    await expect(listTestEvents(mine.ctx, foreign)).rejects.toEqual(refusal('not_found'));
    const { id } = await db().subscription.findFirstOrThrow({ where: { destinationId: theirs.destinationId } });
    const crossed = { destinationId: mine.destinationId, text: TEXT, mode: 'real' as const, subscriptionId: id };
    await expect(testDestinationEvent(mine.ctx, crossed)).rejects.toEqual(refusal('not_found'));
    expect(receiver.requests).toEqual([]);
  });

  it('says where a text stops being JSON, and refuses one that is far too long', async () => {
    const { ctx, destinationId } = await setUp();
    expect(await testDestinationEvent(ctx, { destinationId, text: '{\n"a": }', mode: 'real' })).toMatchObject({
      test: null,
      problem: { message: 'Expected a value.', line: 2, column: 6 },
    });
    const text = `{"a":"${'x'.repeat(100_000)}"}`;
    await expect(testDestinationEvent(ctx, { destinationId, text, mode: 'dry' })).rejects.toEqual(
      refusal('invalid_input'),
    );
  });

  it('explains reason codes', async () => {
    receiver.reply(401);
    const { ctx, destinationId } = await setUp();
    const { test } = await testDestinationEvent(ctx, { destinationId, text: TEXT, mode: 'real' });
    expect(test).toMatchObject({
      outcome: { outcome: 'failed_delivery', reason: '401' },
      words: { '401': { title: '401 Unauthorized', tab: 'settings' } },
    });
  });

  it('sends at most thirty events a minute of a workspace, however many ask at once', async () => {
    const { ctx, destinationId } = await setUp();
    const soon = new Date(Date.now() + 50_000); // so that none comes back while this test goes on
    const taken = await Promise.allSettled(Array.from({ length: 40 }, () => takeTestSend(ctx.workspace.id, soon)));
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
    await expect(testDestinationEvent(ctx, { destinationId, text: TEXT, mode: 'real' })).rejects.toEqual(
      refusal('rate_limited'),
    );
    expect(receiver.requests).toEqual([]);
    await expect(testDestinationEvent(ctx, { destinationId, text: TEXT, mode: 'dry' })).resolves.toBeDefined();
  });
});

it('lists the kinds of accepted recent events, newest first, each with its newest event and how many there are', async () => {
  const { ctx, sourceId, destinationId } = await setUp('VIEWER');
  const receive = (event: string, outcome: string, payload: JsonObject = {}) =>
    pool().query(
      `INSERT INTO pipeline.event (received_at, workspace_id, source_id, message_id, type, name, user_id, outcome, payload)
       VALUES (now(), $1, $2, $3, 'track', $4, 'u', $5, $6)`,
      [ctx.workspace.id, sourceId, newId('req'), event, outcome, JSON.stringify({ type: 'track', event, ...payload })],
    );
  expect(await listTestEvents(ctx, { destinationId })).toEqual([]);
  await receive('Paid', 'successfully_received');
  await receive('Seen', 'successfully_received');
  await receive('Paid', 'successfully_received', { messageId: 'newest' });
  await receive('Broken', 'failed_on_ingest');
  const events = await listTestEvents(ctx, { destinationId });
  expect(events.map(({ name, count }) => [name, count])).toEqual([
    ['Paid', 2],
    ['Seen', 1],
  ]);
  expect(JSON.parse(events[0]?.payload ?? '')).toMatchObject({ messageId: 'newest' });
});

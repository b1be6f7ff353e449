import { expect, it } from 'vitest';
import type { JsonObject } from '../../spec/event';
import { db, pool } from '../../storage/client';
import { aDestination, aSource, aWorkspace } from '../../testing/factories';
import type { Context } from '../context';
import { createFromPresets } from './create-from-presets';
import { createSubscription } from './create-subscription';
import { deleteSubscriptions } from './delete-subscriptions';
import { duplicateSubscription } from './duplicate-subscription';
import { enableSubscriptions } from './enable-subscriptions';
import { getMappingList } from './mapping-list';
import { reorderSubscriptions } from './reorder-subscriptions';
import { tryTrigger } from './trigger/try-trigger';

const refusal = (code: string) => expect.objectContaining({ code }) as Error;

async function setUp(type = 'amplitude') {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const { id: destinationId } = await aDestination(ctx.workspace.id, source.id, { type });
  const names = async () => (await getMappingList(ctx, { destinationId })).items.map(({ name }) => name);
  const version = async () =>
    (await db().destination.findUniqueOrThrow({ where: { id: destinationId } })).configVersion;
  const audited = async () => {
    const lines = await db().auditEvent.findMany({
      where: { workspaceId: ctx.workspace.id },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    });
    return lines.map((line) => line.type).sort();
  };
  const receive = (event: JsonObject, outcome = 'successfully_received') =>
    pool().query(
      `INSERT INTO pipeline.event (received_at, workspace_id, source_id, message_id, type, name, outcome, payload)
       VALUES (now(), $1, $2, gen_random_uuid()::text, $3, $4, $5, $6)`,
      [ctx.workspace.id, source.id, event.type, event.event ?? null, outcome, JSON.stringify(event)],
    );
  return { ctx, destinationId, names, version, audited, receive };
}

/** Three mappings, a, b and c. */
async function withThree(type?: string) {
  const house = await setUp(type);
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    const wanted = {
      destinationId: house.destinationId,
      name,
      actionSlug: 'logEventV2',
      trigger: 'all',
      enabled: true,
    };
    ids.push((await createSubscription(house.ctx, wanted)).id);
  }
  const [a = '', b = '', c = ''] = ids;
  return { ...house, a, b, c };
}

it('adds the presets that are not there yet, last and disabled, and offers none that is there', async () => {
  const { ctx, destinationId, names, version, audited } = await setUp();
  await createFromPresets(ctx, { destinationId, names: ['Page Calls'] });
  const { ids } = await createFromPresets(ctx, { destinationId });
  expect(await names()).toEqual([
    'Page Calls',
    'Track Calls',
    'Order Completed Calls',
    'Screen Calls',
    'Identify Calls',
  ]);
  expect(ids).toHaveLength(4);
  const list = await getMappingList(ctx, { destinationId });
  expect(list.items.map(({ enabled }) => enabled)).toEqual([false, false, false, false, false]);
  expect(list.presets).toEqual([]);
  expect(list.items[2]).toMatchObject({ words: 'Track events named “Order Completed”', action: 'Log Purchase' });
  expect(await version()).toBe(3);
  expect(await audited()).toEqual(Array(5).fill('Mapping Created'));
  await expect(createFromPresets(ctx, { destinationId })).rejects.toEqual(refusal('not_found'));
  expect(await version()).toBe(3);
});

it('offers a preset no more when its mapping was renamed, or given another trigger', async () => {
  const { ctx, destinationId } = await setUp();
  const { ids } = await createFromPresets(ctx, { destinationId, names: ['Page Calls', 'Screen Calls'] });
  await db().subscription.update({ where: { id: ids[0] ?? '' }, data: { name: 'Renamed' } });
  await db().subscription.update({ where: { id: ids[1] ?? '' }, data: { trigger: 'all' } });
  const { presets } = await getMappingList(ctx, { destinationId });
  expect(presets.map(({ name }) => name)).toEqual(['Track Calls', 'Order Completed Calls', 'Identify Calls']);
});

it('gives a preset added later what was asked when the destination was made', async () => {
  const { ctx, destinationId } = await setUp('webhook');
  const mapping = { url: 'https://example.com/', method: 'POST', data: { '@path': '$.' } };
  const wanted = { destinationId, name: 'First', actionSlug: 'send', trigger: 'event = "A"', mapping };
  await createSubscription(ctx, wanted);
  const { ids } = await createFromPresets(ctx, { destinationId });
  const added = await db().subscription.findUniqueOrThrow({ where: { id: ids[0] ?? '' } });
  expect(added).toMatchObject({ enabled: false, position: 1, mapping: { url: 'https://example.com/' } });
});

it('copies a mapping right after itself, disabled, with every field', async () => {
  const { ctx, destinationId, a, names, version } = await withThree();
  const before = await db().subscription.findUniqueOrThrow({ where: { id: a } });
  const copy = await duplicateSubscription(ctx, { destinationId, id: a });
  expect(copy).toMatchObject({ name: 'a (Copy)', enabled: false, trigger: 'all', mapping: before.mapping });
  expect(await names()).toEqual(['a', 'a (Copy)', 'b', 'c']);
  expect(await version()).toBe(5);
  await db().subscription.update({ where: { id: a }, data: { name: 'n'.repeat(120) } });
  expect((await duplicateSubscription(ctx, { destinationId, id: a })).name).toMatch(/^n{113} \(Copy\)$/);
});

it('keeps the order that it is given', async () => {
  const { ctx, destinationId, a, b, c, names, version, audited } = await withThree();
  await reorderSubscriptions(ctx, { destinationId, ids: [c, a, b] });
  expect(await names()).toEqual(['c', 'a', 'b']);
  expect(await version()).toBe(5);
  expect(await audited()).toContain('Mappings Reordered');
});

it('refuses an order in which a mapping is missing, twice or of another destination, and changes nothing', async () => {
  const { ctx, destinationId, a, b, c, names, version } = await withThree();
  const other = await withThree();
  await expect(reorderSubscriptions(ctx, { destinationId, ids: [b, a] })).rejects.toEqual(refusal('conflict'));
  await expect(reorderSubscriptions(ctx, { destinationId, ids: [b, a, a] })).rejects.toEqual(refusal('invalid_input'));
  await expect(reorderSubscriptions(ctx, { destinationId, ids: [c, b, other.a] })).rejects.toEqual(
    refusal('not_found'),
  );
  expect(await names()).toEqual(['a', 'b', 'c']);
  expect(await version()).toBe(4);
});

it('turns several on or off, and deletes several, with a line of audit for each that changed', async () => {
  const { ctx, destinationId, a, b, c, names, version, audited } = await withThree();
  await enableSubscriptions(ctx, { destinationId, ids: [a], enabled: false });
  await enableSubscriptions(ctx, { destinationId, ids: [a, b], enabled: false });
  const { items } = await getMappingList(ctx, { destinationId });
  expect(items.map(({ enabled }) => enabled)).toEqual([false, false, true]);
  await deleteSubscriptions(ctx, { destinationId, ids: [a, c] });
  expect(await names()).toEqual(['b']);
  expect(await version()).toBe(7);
  const lines = (await audited()).filter((type) => type !== 'Mapping Created');
  expect(lines).toEqual(['Mapping Deleted', 'Mapping Deleted', 'Mapping Disabled', 'Mapping Disabled']);
});

it('changes all or none: one mapping that is not its stops the rest', async () => {
  const { ctx, destinationId, a, names, version } = await withThree();
  const other = await withThree();
  const ids = [a, other.b];
  await expect(enableSubscriptions(ctx, { destinationId, ids, enabled: false })).rejects.toEqual(refusal('not_found'));
  await expect(deleteSubscriptions(ctx, { destinationId, ids })).rejects.toEqual(refusal('not_found'));
  expect(await names()).toEqual(['a', 'b', 'c']);
  expect((await other.names()).length).toBe(3);
  expect(await version()).toBe(4);
});

it('lets a webhook have five mappings and no more, however they are added', async () => {
  const { ctx, destinationId } = await setUp('webhook');
  const mapping = { url: 'https://example.com/', method: 'POST', data: { '@path': '$.' } };
  const wanted = { destinationId, name: 'X', actionSlug: 'send', trigger: 'event = "A"', mapping };
  const { id } = await createSubscription(ctx, wanted);
  for (let n = 0; n < 4; n += 1) await createSubscription(ctx, wanted);
  expect(await getMappingList(ctx, { destinationId })).toMatchObject({
    most: 5,
    presets: [{ name: expect.any(String) as string }],
  });
  await expect(createFromPresets(ctx, { destinationId })).rejects.toEqual(refusal('precondition_failed'));
  await expect(duplicateSubscription(ctx, { destinationId, id })).rejects.toEqual(refusal('precondition_failed'));
});

it('shows a viewer the list and lets them change nothing, and shows a stranger nothing', async () => {
  const { ctx, destinationId, a, b, c } = await withThree();
  const viewer: Context = { ...ctx, actor: { ...ctx.actor, role: 'VIEWER' } };
  const stranger = await aWorkspace();
  expect((await getMappingList(viewer, { destinationId })).items).toHaveLength(3);
  const deeds = (who: Context) => [
    () => reorderSubscriptions(who, { destinationId, ids: [c, b, a] }),
    () => duplicateSubscription(who, { destinationId, id: a }),
    () => createFromPresets(who, { destinationId }),
    () => enableSubscriptions(who, { destinationId, ids: [a], enabled: false }),
    () => deleteSubscriptions(who, { destinationId, ids: [a] }),
  ];
  for (const deed of deeds(viewer)) await expect(deed()).rejects.toEqual(refusal('forbidden'));
  for (const deed of deeds(stranger)) await expect(deed()).rejects.toEqual(refusal('not_found'));
  await expect(getMappingList(stranger, { destinationId })).rejects.toEqual(refusal('not_found'));
  await expect(tryTrigger(stranger, { destinationId, trigger: 'all' })).rejects.toEqual(refusal('not_found'));
});

it('says how many of the accepted recent events each trigger holds for, and what is wrong with one', async () => {
  const { ctx, destinationId, a, b, receive } = await withThree();
  for (const event of ['Paid', 'Seen', 'Paid']) await receive({ type: 'track', event });
  await receive({ type: 'track', event: 'Paid' }, 'failed_on_ingest');
  await db().subscription.update({ where: { id: a }, data: { trigger: 'event = "Paid"' } });
  await db().subscription.update({ where: { id: b }, data: { trigger: 'event == "Paid"' } });
  const list = await getMappingList(ctx, { destinationId });
  expect(list.tried).toBe(3);
  expect(list.items.map(({ matched }) => matched)).toEqual([2, 0, 3]);
  expect(list.items[1]).toMatchObject({
    words: null,
    mistake: expect.stringContaining('Write = instead of ==') as string,
  });
});

it('tries a trigger while it is written: matches by name, mistakes with their place, and what it cannot tell', async () => {
  const { ctx, destinationId, receive } = await setUp();
  for (const event of ['Paid', 'Seen', 'Paid']) await receive({ type: 'track', event, vip: 'yes' });
  expect(await tryTrigger(ctx, { destinationId, trigger: 'event = "Paid"' })).toEqual({
    check: { ok: true },
    total: 3,
    matched: 2,
    names: [
      { type: 'track', name: 'Paid', total: 2, matched: 2 },
      { type: 'track', name: 'Seen', total: 1, matched: 0 },
    ],
    problem: null,
  });
  const wrong = await tryTrigger(ctx, { destinationId, trigger: 'event = ' });
  expect(wrong).toMatchObject({ check: { ok: false, position: 8 }, total: 3, matched: 0 });
  const unsure = await tryTrigger(ctx, { destinationId, trigger: 'vip' });
  expect(unsure).toMatchObject({ matched: 0, problem: expect.stringContaining('true or false') as string });
});

import { expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/event';
import { db } from '../../../storage/client';
import { aDestination, aSource, aWorkspace } from '../../../testing/factories';
import { createSubscription } from '../create-subscription';
import { enableSubscriptions } from '../enable-subscriptions';
import { getMappingList } from '../mapping-list';
import { updateSubscription } from '../update-subscription';

const REQUIRED = 'Action Source is required.';
const incomplete = (message: string, fields: Record<string, string> = {}) =>
  expect.objectContaining({ code: 'precondition_failed', message, fields }) as Error;

/** A Facebook destination with a mapping of `purchase2`, which proposes no action source. */
async function setUp(change: { enabled?: boolean; mapping?: JsonObject } = {}) {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const { id: destinationId } = await aDestination(ctx.workspace.id, source.id, { type: 'facebook-conversions-api' });
  const add = (name: string) =>
    createSubscription(ctx, { destinationId, name, actionSlug: 'purchase2', trigger: 'all', ...change });
  const { id, mapping } = await add('Purchase');
  const one = { destinationId, id };
  const stored = () => db().subscription.findUniqueOrThrow({ where: { id } });
  const needs = async () => (await getMappingList(ctx, { destinationId })).items.map((item) => item.needs);
  return { ctx, destinationId, id, one, mapping, add, stored, needs };
}

it('names in the list what a mapping needs, and enables it in the dashboard only when nothing is missing', async () => {
  const { ctx, destinationId, id, one, mapping, add, stored, needs } = await setUp();
  expect(await needs()).toEqual([[{ path: 'action_source', label: 'Action Source' }]]);
  const refusal = incomplete('Purchase needs Action Source before it can be enabled.', {
    'mapping.action_source': REQUIRED,
  });
  await expect(enableSubscriptions(ctx, { destinationId, ids: [id], enabled: true })).rejects.toEqual(refusal);
  await expect(updateSubscription(ctx, { ...one, enabled: true, keepComplete: true })).rejects.toEqual(refusal);

  const second = await add('Refund');
  await expect(enableSubscriptions(ctx, { destinationId, ids: [id, second.id], enabled: true })).rejects.toEqual(
    incomplete('These need something before they can be enabled: Purchase (Action Source), Refund (Action Source).'),
  );
  expect((await stored()).enabled).toBe(false);

  await updateSubscription(ctx, { ...one, mapping: { ...mapping, action_source: 'website' }, keepComplete: true });
  expect((await needs())[0]).toEqual([]);
  await enableSubscriptions(ctx, { destinationId, ids: [id], enabled: true });
  expect((await stored()).enabled).toBe(true);
});

it('lets the Public API enable an incomplete mapping, as Segment does, and says what it needs all the same', async () => {
  const { ctx, one, stored, needs } = await setUp();
  await updateSubscription(ctx, { ...one, enabled: true });
  expect((await stored()).enabled).toBe(true);
  expect((await needs())[0]).toHaveLength(1);
});

it('takes from an enabled mapping nothing that it needs, but lets one be changed that lacks something already', async () => {
  const { ctx, one, mapping, stored } = await setUp();
  const whole = { ...mapping, action_source: 'website' };
  await updateSubscription(ctx, { ...one, mapping: whole, enabled: true });
  const save = (change: object) => updateSubscription(ctx, { ...one, ...change, keepComplete: true });
  await expect(save({ mapping })).rejects.toEqual(
    incomplete('It is enabled and needs Action Source. Fill this in, or disable the mapping first.', {
      'mapping.action_source': REQUIRED,
    }),
  );
  await save({ mapping, enabled: false });

  await updateSubscription(ctx, { ...one, enabled: true });
  await save({ name: 'Renamed', mapping: { ...mapping, event_id: 'x' } });
  expect(await stored()).toMatchObject({ name: 'Renamed', enabled: true });
});

it('marks what a changed definition asks for, and keeps what it no longer knows without refusing the rest', async () => {
  const { ctx, one, id, mapping, stored, needs } = await setUp();
  // As if the definition had had another choice, and one field more.
  const old = { ...mapping, action_source: 'fax', gone_field: 'kept' };
  await db().subscription.update({ where: { id }, data: { mapping: old, enabled: true } });
  expect(await needs()).toEqual([[{ path: 'action_source', label: 'Action Source' }]]);
  const saved = { ...old, action_source: 'website' };
  await updateSubscription(ctx, { ...one, mapping: saved, keepComplete: true });
  expect((await stored()).mapping).toEqual(saved);
  expect(await needs()).toEqual([[]]);
  await expect(updateSubscription(ctx, { ...one, mapping: { ...saved, gone_field: 'other' } })).rejects.toMatchObject({
    code: 'invalid_input',
    fields: { 'mapping.gone_field': 'The action Purchase V2 has no such field.' },
  });
});

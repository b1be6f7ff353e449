import { expect, it } from 'vitest';
import { db } from '../../storage/client';
import { aDestination, aSource, aWorkspace } from '../../testing/factories';
import type { Context } from '../context';
import { createSubscription } from './create-subscription';
import { deleteSubscription } from './delete-subscription';
import { getSubscription } from './get-subscription';
import { listSubscriptions } from './list-subscriptions';
import { updateSubscription } from './update-subscription';

const MAPPING = { url: 'https://example.com/', method: 'POST', data: { '@path': '$.' } };
const refusal = (code: string, fields?: Record<string, unknown>) =>
  expect.objectContaining({ code, ...(fields ? { fields: expect.objectContaining(fields) as unknown } : {}) }) as Error;

async function setUp() {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const { id: destinationId } = await aDestination(ctx.workspace.id, source.id);
  const add = (name: string, mapping: object = MAPPING) =>
    createSubscription(ctx, {
      destinationId,
      name,
      actionSlug: 'send',
      trigger: "type = 'track'",
      mapping: mapping as typeof MAPPING,
    });
  const version = async () =>
    (await db().destination.findUniqueOrThrow({ where: { id: destinationId } })).configVersion;
  return { ctx, destinationId, add, version };
}

it('adds a mapping last, disabled, with what the action proposes when no fields are given', async () => {
  const { ctx, destinationId, add, version } = await setUp();
  await add('First');
  const second = await createSubscription(ctx, {
    destinationId,
    name: 'Second',
    actionSlug: 'send',
    trigger: 'type = "page"',
  });
  expect(second).toMatchObject({ enabled: false, position: 1, actionTitle: 'Send' });
  expect(second.mapping).toMatchObject({ method: 'POST', data: { '@path': '$.' } });
  expect((await listSubscriptions(ctx, { destinationId })).items.map((item) => item.name)).toEqual(['First', 'Second']);
  expect(await version()).toBe(3);
});

it('changes, enables and deletes a mapping, each time raising the configVersion and writing an audit line', async () => {
  const { ctx, destinationId, add, version } = await setUp();
  const { id } = await add('Orders');
  await updateSubscription(ctx, { destinationId, id, enabled: true });
  const mapping = { ...MAPPING, headers: { 'x-team': 'orders' } };
  expect(await updateSubscription(ctx, { destinationId, id, mapping })).toMatchObject({ enabled: true, mapping });
  await deleteSubscription(ctx, { destinationId, id });
  expect(await version()).toBe(5);
  const lines = await db().auditEvent.findMany({ where: { resourceId: id }, orderBy: { at: 'asc' } });
  expect(lines.map((line) => line.type)).toEqual([
    'Mapping Created',
    'Mapping Enabled',
    'Mapping Modified',
    'Mapping Deleted',
  ]);
});

it('refuses fixed values that do not fit their field, unknown fields and actions, and triggers that are not FQL', async () => {
  const { ctx, destinationId, add, version } = await setUp();
  await expect(add('X', { ...MAPPING, url: 'nowhere' })).rejects.toEqual(
    refusal('invalid_input', { 'mapping.url': expect.any(String) as string }),
  );
  await expect(add('X', { ...MAPPING, method: 'DELETE' })).rejects.toEqual(
    refusal('invalid_input', { 'mapping.method': 'Choose one of: POST, PUT, PATCH.' }),
  );
  await expect(add('X', { ...MAPPING, colour: 'red' })).rejects.toEqual(
    refusal('invalid_input', { 'mapping.colour': expect.any(String) as string }),
  );
  await expect(add('X', { ...MAPPING, url: { '@path': '$.properties.url' } })).resolves.toMatchObject({ name: 'X' });
  const wanted = { destinationId, name: 'X', actionSlug: 'send', trigger: 'type =' };
  await expect(createSubscription(ctx, wanted)).rejects.toEqual(
    refusal('invalid_input', { trigger: expect.stringContaining('at character') as string }),
  );
  await expect(createSubscription(ctx, { ...wanted, trigger: 'all', actionSlug: 'fly' })).rejects.toEqual(
    refusal('invalid_input', { actionSlug: expect.any(String) as string }),
  );
  expect(await version()).toBe(2);
});

it('refuses at the field what can be evaluated for no event, and changes nothing', async () => {
  const { ctx, destinationId, add, version } = await setUp();
  const { id } = await add('Good');
  const before = await version();
  const update = (mapping: object) =>
    updateSubscription(ctx, { destinationId, id, enabled: true, mapping: { ...MAPPING, ...mapping } });
  const unknown = 'The mapping has an invalid directive: @bogus.';
  await expect(update({ url: { '@bogus': 1 } })).rejects.toEqual(refusal('invalid_input', { 'mapping.url': unknown }));
  await expect(add('Bad', { ...MAPPING, url: { '@bogus': 1 } })).rejects.toEqual(
    refusal('invalid_input', { 'mapping.url': unknown }),
  );
  await expect(update({ data: { a: { '@liquid': '{{ event }}{% if %}' } } })).rejects.toEqual(
    refusal('invalid_input', { 'mapping.data.a': expect.stringMatching(/^invalid value expression/) as string }),
  );
  await expect(update({ data: { a: { '@liquid': '{% for x in y %}{% endfor %}' } } })).rejects.toEqual(
    refusal('invalid_input', { 'mapping.data.a': expect.stringMatching(/^tag "for" is disabled/) as string }),
  );
  expect(await version()).toBe(before);
  expect(await update({ data: { a: { '@liquid': '{{ event | upcase }}' } } })).toMatchObject({ enabled: true });
});

it('allows 50 mappings and no more', async () => {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const { id: destinationId } = await aDestination(ctx.workspace.id, source.id, { type: 'amplitude' });
  await db().subscription.createMany({
    data: Array.from({ length: 50 }, (_, n) => ({
      id: `sub_${destinationId}_${n}`,
      destinationId,
      name: `M${n}`,
      actionSlug: 'logEventV2',
      trigger: 'all',
      position: n,
    })),
  });
  const wanted = { destinationId, name: 'One more', actionSlug: 'logEventV2', trigger: 'all' };
  await expect(createSubscription(ctx, wanted)).rejects.toEqual(refusal('precondition_failed'));
});

it('lets a viewer read only, and nobody reach the mappings of another workspace', async () => {
  const mine = await setUp();
  const theirs = await setUp();
  const own = await mine.add('Mine');
  const { id } = await theirs.add('Theirs');
  const viewer: Context = { ...mine.ctx, actor: { ...mine.ctx.actor, role: 'VIEWER' } };
  const at = { destinationId: mine.destinationId, id: own.id };
  expect(await getSubscription(viewer, at)).toMatchObject({ name: 'Mine' });
  await expect(updateSubscription(viewer, { ...at, enabled: true })).rejects.toEqual(refusal('forbidden'));
  await expect(deleteSubscription(viewer, at)).rejects.toEqual(refusal('forbidden'));
  await expect(
    createSubscription(viewer, { destinationId: at.destinationId, name: 'X', actionSlug: 'send', trigger: 'all' }),
  ).rejects.toEqual(refusal('forbidden'));
  for (const destinationId of [mine.destinationId, theirs.destinationId]) {
    await expect(getSubscription(mine.ctx, { destinationId, id })).rejects.toEqual(refusal('not_found'));
    await expect(updateSubscription(mine.ctx, { destinationId, id, enabled: true })).rejects.toEqual(
      refusal('not_found'),
    );
    await expect(deleteSubscription(mine.ctx, { destinationId, id })).rejects.toEqual(refusal('not_found'));
  }
  await expect(listSubscriptions(mine.ctx, { destinationId: theirs.destinationId })).rejects.toEqual(
    refusal('not_found'),
  );
});

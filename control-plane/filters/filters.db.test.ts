import { describe, expect, it } from 'vitest';
import { db } from '../../storage/client';
import { aDestination, aSource, aWorkspace } from '../../testing/factories';
import type { Context } from '../context';
import { createFilter } from './create-filter';
import { deleteFilter } from './delete-filter';
import { getFilter } from './get-filter';
import { listFilters } from './list-filters';
import { previewFilter } from './preview-filter';
import { updateFilter } from './update-filter';

const DROP = [{ type: 'DROP' as const }];
const refusal = (code: string, fields?: Record<string, unknown>) =>
  expect.objectContaining({ code, ...(fields ? { fields: expect.objectContaining(fields) as unknown } : {}) }) as Error;

async function setUp() {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const destination = await aDestination(ctx.workspace.id, source.id);
  const add = (title: string, condition = "type = 'page'") =>
    createFilter(ctx, { destinationId: destination.id, title, condition, actions: DROP });
  const version = async () =>
    (await db().destination.findUniqueOrThrow({ where: { id: destination.id } })).configVersion;
  return { ctx, source, destinationId: destination.id, add, version };
}

describe('changing filters', () => {
  it('raises the configVersion with every change, and with none that was refused', async () => {
    const { ctx, destinationId, add, version } = await setUp();
    const filter = await add('No pages');
    expect(await version()).toBe(2);
    expect(await updateFilter(ctx, { destinationId, id: filter.id, enabled: false })).toMatchObject({ enabled: false });
    expect(await version()).toBe(3);
    await expect(updateFilter(ctx, { destinationId, id: 'flt_none', enabled: true })).rejects.toEqual(
      refusal('not_found'),
    );
    await expect(add('Bad', 'type = ')).rejects.toEqual(refusal('invalid_input'));
    expect(await version()).toBe(3);
    await deleteFilter(ctx, { destinationId, id: filter.id });
    expect(await version()).toBe(4);
    expect((await listFilters(ctx, { destinationId })).items).toEqual([]);
    const lines = await db().auditEvent.findMany({ where: { resourceId: filter.id }, orderBy: { at: 'asc' } });
    expect(lines.map((line) => line.type)).toEqual([
      'Destination Filter Created',
      'Destination Filter Disabled',
      'Destination Filter Deleted',
    ]);
  });

  it('says at which character a condition goes wrong', async () => {
    const { add } = await setUp();
    await expect(add('Bad', "type = 'page' and")).rejects.toEqual(
      refusal('invalid_input', { condition: expect.stringMatching(/at character 18\b/) as string }),
    );
  });

  it('takes a condition of 5 KB in bytes, and none that is longer', async () => {
    const { add } = await setUp();
    const long = (bytes: number) => `event = '${'é'.repeat((bytes - 10) / 2)}'`;
    await expect(add('Long', long(5120))).resolves.toMatchObject({ title: 'Long' });
    await expect(add('Longer', long(5122))).rejects.toEqual(
      refusal('invalid_input', { condition: expect.any(String) as string }),
    );
  });

  it('allows ten filters, also when two are added at once', async () => {
    const { ctx, destinationId, add } = await setUp();
    for (let n = 0; n < 9; n += 1) await add(`Filter ${n}`);
    const results = await Promise.allSettled([add('Tenth'), add('Eleventh')]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')?.reason).toEqual(refusal('precondition_failed'));
    expect((await listFilters(ctx, { destinationId })).items).toHaveLength(10);
  });
});

describe('preview', () => {
  const payload = { type: 'track', event: 'Paid', messageId: 'm', properties: { card: '4111', total: 3 }, context: {} };

  it('gives null for an event that would not be sent, and the changed event otherwise', async () => {
    const { ctx } = await setUp();
    expect(previewFilter(ctx, { condition: "event = 'Paid'", actions: DROP, payload })).toMatchObject({ result: null });
    expect(previewFilter(ctx, { condition: "event = 'Seen'", actions: DROP, payload })).toMatchObject({
      result: payload,
      changed: false,
    });
    const fields = { properties: ['card'] };
    const stripped = previewFilter(ctx, { condition: 'all', actions: [{ type: 'DROP_PROPERTIES', fields }], payload });
    expect(stripped).toMatchObject({ changed: true, result: { properties: { total: 3 } } });
    expect(JSON.stringify(stripped.result)).not.toContain('4111');
  });
});

describe('who may', () => {
  it('lets a viewer read and preview, not change', async () => {
    const { ctx, destinationId, add } = await setUp();
    const filter = await add('No pages');
    const viewer: Context = { ...ctx, actor: { ...ctx.actor, role: 'VIEWER' } };
    expect(await getFilter(viewer, { destinationId, id: filter.id })).toMatchObject({ title: 'No pages' });
    for (const write of [
      () => createFilter(viewer, { destinationId, title: 'X', condition: 'all', actions: DROP }),
      () => updateFilter(viewer, { destinationId, id: filter.id, title: 'X' }),
      () => deleteFilter(viewer, { destinationId, id: filter.id }),
    ]) {
      await expect(write()).rejects.toEqual(refusal('forbidden'));
    }
  });

  it("answers not_found for another workspace's filter, also through one's own destination", async () => {
    const mine = await setUp();
    const theirs = await setUp();
    const { id } = await theirs.add('Theirs');
    for (const destinationId of [theirs.destinationId, mine.destinationId]) {
      for (const call of [
        () => getFilter(mine.ctx, { destinationId, id }),
        () => updateFilter(mine.ctx, { destinationId, id, enabled: false }),
        () => deleteFilter(mine.ctx, { destinationId, id }),
      ]) {
        await expect(call()).rejects.toEqual(refusal('not_found'));
      }
    }
    await expect(listFilters(mine.ctx, { destinationId: theirs.destinationId })).rejects.toEqual(refusal('not_found'));
    await expect(
      createFilter(mine.ctx, { destinationId: theirs.destinationId, title: 'X', condition: 'all', actions: DROP }),
    ).rejects.toEqual(refusal('not_found'));
    expect(await getFilter(theirs.ctx, { destinationId: theirs.destinationId, id })).toMatchObject({ enabled: true });
  });
});

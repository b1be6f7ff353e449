import { describe, expect, it } from 'vitest';
import { db } from '../../storage/client';
import { aDestination, aSource, aUser, aWorkspace } from '../../testing/factories';
import type { Context, Role } from '../context';
import { createSource } from './create-source';
import { deleteSource } from './delete-source';
import { getSource } from './get-source';
import { listSources } from './list-sources';
import { updateSource } from './update-source';

async function alsoIn(ctx: Context, role: Role): Promise<Context> {
  const user = await aUser();
  await db().membership.create({ data: { workspaceId: ctx.workspace.id, userId: user.id, role } });
  return { ...ctx, actor: { kind: 'user', id: user.id, label: user.email, role } };
}

async function auditTypes(ctx: Context): Promise<string[]> {
  const rows = await db().auditEvent.findMany({ where: { workspaceId: ctx.workspace.id }, orderBy: { at: 'asc' } });
  return rows.map((row) => row.type).sort();
}

describe('createSource', () => {
  it('adds an enabled source with a slug from its name and one write key of 32 characters', async () => {
    const ctx = await aWorkspace();
    const source = await createSource(ctx, { type: 'node', name: '  Café — Order service ' });
    expect(source).toMatchObject({
      name: 'Café — Order service',
      slug: 'cafe-order-service',
      type: 'node',
      enabled: true,
    });
    expect(source.writeKeys).toHaveLength(1);
    expect(source.writeKeys[0]).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(await auditTypes(ctx)).toEqual(['Source Created']);
  });

  it('numbers the slugs of sources with one name, even when they are made at once', async () => {
    const ctx = await aWorkspace();
    const made = await Promise.all([1, 2, 3].map(() => createSource(ctx, { type: 'python', name: 'Web' })));
    expect(made.map((source) => source.slug).sort()).toEqual(['web', 'web-2', 'web-3']);
  });

  it('refuses a slug that is taken, a type that does not exist and a missing name, and writes nothing', async () => {
    const ctx = await aWorkspace();
    await createSource(ctx, { type: 'go', slug: 'api' });
    await expect(createSource(ctx, { type: 'go', slug: 'api' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(createSource(ctx, { type: 'cobol', name: 'Old' })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(createSource(ctx, { type: 'go', name: '  ' })).rejects.toMatchObject({
      fields: { name: expect.anything() as string },
    });
    expect((await listSources(ctx)).items).toHaveLength(1);
  });

  it('lets two workspaces use one slug', async () => {
    const [here, there] = [await aWorkspace(), await aWorkspace()];
    const made = [
      await createSource(here, { type: 'go', slug: 'api' }),
      await createSource(there, { type: 'go', slug: 'api' }),
    ];
    expect(made.map((source) => source.slug)).toEqual(['api', 'api']);
  });
});

describe('roles', () => {
  it('lets owners and source admins do everything, and viewers only look, without write keys', async () => {
    const owner = await aWorkspace();
    for (const role of ['OWNER', 'SOURCE_ADMIN'] as const) {
      const ctx = await alsoIn(owner, role);
      const made = await createSource(ctx, { type: 'node', name: role });
      await updateSource(ctx, { sourceId: made.id, name: `${role} 2`, enabled: false });
      expect((await getSource(ctx, { sourceId: made.id })).writeKeys).toHaveLength(1);
      await deleteSource(ctx, { sourceId: made.id });
    }
    const source = await aSource(owner.workspace.id);
    const viewer = await alsoIn(owner, 'VIEWER');
    expect((await getSource(viewer, { sourceId: source.id })).writeKeys).toEqual([]);
    expect((await listSources(viewer)).items.map((item) => item.writeKeys)).toEqual([[]]);
    expect((await listSources(viewer, { search: source.writeKey })).items).toEqual([]);
    for (const attempt of [
      () => createSource(viewer, { type: 'node', name: 'x' }),
      () => updateSource(viewer, { sourceId: source.id, name: 'x' }),
      () => deleteSource(viewer, { sourceId: source.id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  it("answers not_found for another workspace's source and leaves it as it was", async () => {
    const mine = await aWorkspace();
    const other = await aWorkspace();
    const source = await aSource(other.workspace.id);
    for (const attempt of [
      () => getSource(mine, { sourceId: source.id }),
      () => updateSource(mine, { sourceId: source.id, name: 'taken over' }),
      () => deleteSource(mine, { sourceId: source.id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    }
    expect((await getSource(other, { sourceId: source.id })).name).toBe(source.name);
    expect((await listSources(mine, { search: source.writeKey })).items).toEqual([]);
  });
});

describe('listSources', () => {
  it('pages through every source once, oldest first', async () => {
    const ctx = await aWorkspace();
    const names: string[] = [];
    for (let number = 0; number < 7; number += 1) {
      names.push((await createSource(ctx, { type: 'node', name: `Source ${number}` })).name);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSources(ctx, { count: 3, cursor });
      seen.push(...page.items.map((item) => item.name));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(names);
  });

  it('finds by a part of the name whatever the case, and by a whole write key', async () => {
    const ctx = await aWorkspace();
    const web = await createSource(ctx, { type: 'javascript', name: 'Storefront Web' });
    await createSource(ctx, { type: 'node', name: 'Order service' });
    expect((await listSources(ctx, { search: 'front w' })).items.map((item) => item.id)).toEqual([web.id]);
    expect((await listSources(ctx, { search: web.writeKeys[0] })).items.map((item) => item.id)).toEqual([web.id]);
    expect((await listSources(ctx, { search: web.writeKeys[0]?.slice(0, 20) })).items).toEqual([]);
  });

  it('refuses a cursor that is not one of ours', async () => {
    const ctx = await aWorkspace();
    await expect(listSources(ctx, { cursor: 'bogus' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('updateSource', () => {
  it('audits renaming, disabling and enabling in Segment’s words, and nothing when nothing changed', async () => {
    const ctx = await aWorkspace();
    const source = await aSource(ctx.workspace.id);
    await updateSource(ctx, { sourceId: source.id, name: source.name, enabled: true });
    expect(await auditTypes(ctx)).toEqual([]);
    await updateSource(ctx, { sourceId: source.id, name: 'New name' });
    await updateSource(ctx, { sourceId: source.id, enabled: false });
    await updateSource(ctx, { sourceId: source.id, enabled: true });
    expect(await auditTypes(ctx)).toEqual(['Source Disabled', 'Source Enabled', 'Source Modified']);
  });

  it('refuses another source’s slug', async () => {
    const ctx = await aWorkspace();
    const [one, two] = [await aSource(ctx.workspace.id), await aSource(ctx.workspace.id)];
    await expect(updateSource(ctx, { sourceId: two.id, slug: one.slug })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('deleteSource', () => {
  it('takes write keys and destinations with it and audits each', async () => {
    const ctx = await aWorkspace();
    const source = await aSource(ctx.workspace.id);
    const kept = await aSource(ctx.workspace.id);
    await aDestination(ctx.workspace.id, source.id);
    const survivor = await aDestination(ctx.workspace.id, kept.id);
    await deleteSource(ctx, { sourceId: source.id });
    expect(await db().writeKey.count({ where: { sourceId: source.id } })).toBe(0);
    const left = await db().destination.findMany({ where: { workspaceId: ctx.workspace.id } });
    expect(left.map((row) => row.id)).toEqual([survivor.id]);
    expect(await auditTypes(ctx)).toEqual(['Integration Deleted', 'Source Deleted']);
    await expect(deleteSource(ctx, { sourceId: source.id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

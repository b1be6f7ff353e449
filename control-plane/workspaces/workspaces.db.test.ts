import { describe, expect, it } from 'vitest';
import { randomToken } from '../../platform/ids';
import { db } from '../../storage/client';
import { aUser, aWorkspace } from '../../testing/factories';
import { listAuditEvents } from '../audit-log/list-audit-events';
import { enterWorkspace } from '../sessions/enter-workspace';
import { addOwnedWorkspace } from './add-owned-workspace';
import { checkSlug } from './check-slug';
import { createWorkspace } from './create-workspace';
import { currentWorkspaces } from './list-my-workspaces';
import { updateWorkspace } from './update-workspace';

const aSlug = () => `w-${randomToken(12).toLowerCase()}`;
const TAKEN = { code: 'conflict', fields: { slug: expect.stringContaining('taken') as string } };

describe('a workspace', () => {
  it('is created by anyone with an account, who owns it', async () => {
    const person = await aUser();
    const slug = aSlug();
    const made = await createWorkspace(
      { person, requestId: 'req_1' },
      { name: 'Toastmates', slug: slug.toUpperCase() },
    );
    expect(made).toMatchObject({ name: 'Toastmates', slug });
    const ctx = await enterWorkspace(person, slug, 'req_2');
    expect(ctx?.actor.role).toBe('OWNER');
    expect(await currentWorkspaces(person.id)).toEqual([{ ...made, role: 'OWNER' }]);
    const log = ctx && (await listAuditEvents(ctx));
    expect(log?.items).toMatchObject([{ type: 'Workspace Created', requestId: 'req_1' }]);
  });

  it('cannot have a slug that is taken, also when two want it at the same moment', async () => {
    const person = await aUser();
    const slug = aSlug();
    const create = () => createWorkspace({ person, requestId: 'req_1' }, { name: 'Toastmates', slug });
    const both = await Promise.allSettled([create(), create()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(create()).rejects.toMatchObject(TAKEN);
    expect(await checkSlug(slug)).toEqual({ available: false, reason: expect.stringContaining('taken') as string });
  });

  it('cannot have a reserved or malformed slug', async () => {
    const person = await aUser();
    for (const slug of ['settings', 'api', 'a b', 'ä', '']) {
      await expect(createWorkspace({ person, requestId: 'r' }, { name: 'T', slug })).rejects.toMatchObject({
        code: 'invalid_input',
        fields: { slug: expect.any(String) as string },
      });
      expect((await checkSlug(slug)).available).toBe(false);
    }
  });

  it('gets another slug; the old one leads nowhere and is free', async () => {
    const ctx = await aWorkspace();
    const slug = aSlug();
    expect(await checkSlug(ctx.workspace.slug, ctx.workspace.id)).toEqual({ available: true });
    await updateWorkspace(ctx, { name: 'New name', slug });
    const person = { id: ctx.actor.id, email: ctx.actor.label, name: 'Ana' };
    expect(await enterWorkspace(person, ctx.workspace.slug, 'req_1')).toBeNull();
    expect((await enterWorkspace(person, slug, 'req_1'))?.workspace).toEqual({
      ...{ id: ctx.workspace.id, slug, name: 'New name' },
    });
    expect(await checkSlug(ctx.workspace.slug)).toEqual({ available: true });
  });

  it('cannot take the slug of another, also when two want the same at the same moment', async () => {
    const [one, two] = await Promise.all([aWorkspace(), aWorkspace()]);
    await expect(updateWorkspace(one, { name: 'x', slug: two.workspace.slug })).rejects.toMatchObject(TAKEN);
    const slug = aSlug();
    const both = await Promise.allSettled([one, two].map((ctx) => updateWorkspace(ctx, { name: 'x', slug })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: TAKEN });
  });

  it.each(['SOURCE_ADMIN', 'VIEWER'] as const)(
    'cannot be changed by a %s, who cannot read the audit log either',
    async (role) => {
      const ctx = await aWorkspace(role);
      const forbidden = { code: 'forbidden' };
      await expect(updateWorkspace(ctx, { name: 'x', slug: aSlug() })).rejects.toMatchObject(forbidden);
      await expect(listAuditEvents(ctx)).rejects.toMatchObject(forbidden);
    },
  );

  it('gets a free slug derived from its name when none is given', async () => {
    const owner = await aUser();
    const name = `Café ${randomToken(8)}`;
    const base = name.toLowerCase().replace('é', 'e').replace(' ', '-');
    const slugs = [];
    for (let n = 0; n < 3; n += 1) {
      slugs.push((await addOwnedWorkspace(db(), owner, { name }, 'req_1')).slug);
    }
    expect(slugs).toEqual([base, `${base}-2`, `${base}-3`]);
    expect((await addOwnedWorkspace(db(), owner, { name: '東京' }, 'req_1')).slug).toMatch(/^workspace(-\d+)?$/);
  });
});

describe('the audit log', () => {
  it('is read newest first, page by page, and searched, within its workspace only', async () => {
    const [ctx, other] = await Promise.all([aWorkspace(), aWorkspace()]);
    for (const name of ['One', 'Two', 'Three']) await updateWorkspace(ctx, { name, slug: ctx.workspace.slug });
    await updateWorkspace(other, { name: 'Theirs', slug: other.workspace.slug });
    const first = await listAuditEvents(ctx, { count: 2 });
    expect(first.items.map(({ resource }) => resource.name)).toEqual(['Three', 'Two']);
    const rest = await listAuditEvents(ctx, { count: 2, cursor: first.next });
    expect(rest.items.map(({ resource }) => resource.name)).toEqual(['One']);
    expect((await listAuditEvents(ctx, { search: 'thr' })).items).toHaveLength(1);
    expect((await listAuditEvents(ctx, { search: 'Theirs' })).items).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { db } from '../../storage/client';
import { aUser, aWorkspace } from '../../testing/factories';
import { ROLES, type Context, type Role } from '../context';
import { createInvites } from '../invites/create-invites';
import { listInvites } from '../invites/list-invites';
import { changeMemberRole } from './change-member-role';
import { listMembers } from './list-members';
import { leaveWorkspace, removeMember } from './remove-member';

async function aMember(ctx: Context, role: Role): Promise<Context> {
  const user = await aUser();
  await db().membership.create({ data: { workspaceId: ctx.workspace.id, userId: user.id, role } });
  return { ...ctx, actor: { kind: 'user', id: user.id, label: user.email, role } };
}

function owners(ctx: Context): Promise<number> {
  return db().membership.count({ where: { workspaceId: ctx.workspace.id, role: 'OWNER' } });
}

describe('members', () => {
  it('are listed in the order they joined, page by page, to every role', async () => {
    const ctx = await aWorkspace();
    const viewer = await aMember(ctx, 'VIEWER');
    await aMember(ctx, 'SOURCE_ADMIN');
    const first = await listMembers(viewer, { count: 2 });
    expect(first.items.map(({ userId }) => userId)).toEqual([ctx.actor.id, viewer.actor.id]);
    const second = await listMembers(viewer, { count: 2, cursor: first.next });
    expect(second.items.map(({ role }) => role)).toEqual(['SOURCE_ADMIN']);
    expect(second.next).toBeNull();
  });

  it('are found by part of a name or address, within their workspace only', async () => {
    const [ctx, other] = await Promise.all([aWorkspace(), aWorkspace()]);
    const found = await listMembers(ctx, { search: ctx.actor.label.slice(0, 6).toUpperCase() });
    expect(found.items.map(({ email }) => email)).toEqual([ctx.actor.label]);
    expect((await listMembers(ctx, { search: other.actor.label })).items).toEqual([]);
  });

  it('change role, with a line in the audit log', async () => {
    const ctx = await aWorkspace();
    const { actor } = await aMember(ctx, 'VIEWER');
    await changeMemberRole(ctx, { userId: actor.id, role: 'SOURCE_ADMIN' });
    const line = await db().auditEvent.findFirstOrThrow({ where: { workspaceId: ctx.workspace.id } });
    expect(line).toMatchObject({
      type: 'User Policy Updated',
      actorLabel: ctx.actor.label,
      resourceName: actor.label,
      detail: { role: 'SOURCE_ADMIN', formerRole: 'VIEWER' },
    });
  });

  it('are out at once when removed, and may leave whatever their role', async () => {
    const ctx = await aWorkspace();
    for (const role of ROLES) {
      const member = await aMember(ctx, role);
      await removeMember(ctx, { userId: member.actor.id });
      await leaveWorkspace(await aMember(ctx, role));
    }
    expect((await listMembers(ctx)).items).toHaveLength(1);
  });

  it('of another workspace are not found', async () => {
    const [ctx, other] = await Promise.all([aWorkspace(), aWorkspace()]);
    const stranger = await aMember(other, 'VIEWER');
    const notFound = { code: 'not_found' };
    await expect(removeMember(ctx, { userId: stranger.actor.id })).rejects.toMatchObject(notFound);
    await expect(changeMemberRole(ctx, { userId: stranger.actor.id, role: 'OWNER' })).rejects.toMatchObject(notFound);
  });

  it.each(['SOURCE_ADMIN', 'VIEWER'] as const)('cannot be changed or removed by a %s', async (role) => {
    const ctx = await aWorkspace();
    const weak = await aMember(ctx, role);
    const forbidden = { code: 'forbidden' };
    await expect(changeMemberRole(weak, { userId: weak.actor.id, role: 'OWNER' })).rejects.toMatchObject(forbidden);
    await expect(removeMember(weak, { userId: ctx.actor.id })).rejects.toMatchObject(forbidden);
  });

  it('lose the invitations they have sent, when they are removed or no owner any more', async () => {
    const ctx = await aWorkspace();
    const [first, second] = [await aMember(ctx, 'OWNER'), await aMember(ctx, 'OWNER')];
    await createInvites(first, { emails: ['one@example.com'], role: 'OWNER' });
    await createInvites(second, { emails: ['two@example.com'], role: 'OWNER' });
    await createInvites(ctx, { emails: ['three@example.com'], role: 'OWNER' });
    await removeMember(ctx, { userId: first.actor.id });
    await changeMemberRole(ctx, { userId: second.actor.id, role: 'VIEWER' });
    expect((await listInvites(ctx)).items.map(({ email }) => email)).toEqual(['three@example.com']);
  });
});

describe('the last owner', () => {
  const refused = { code: 'precondition_failed' };

  it('cannot leave, be demoted or be removed', async () => {
    const ctx = await aWorkspace();
    await aMember(ctx, 'SOURCE_ADMIN');
    const userId = ctx.actor.id;
    await expect(leaveWorkspace(ctx)).rejects.toMatchObject(refused);
    await expect(changeMemberRole(ctx, { userId, role: 'VIEWER' })).rejects.toMatchObject(refused);
    await expect(removeMember(ctx, { userId })).rejects.toMatchObject(refused);
    expect(await owners(ctx)).toBe(1);
  });

  it.each([
    [
      'demote each other',
      (by: Context, whom: Context) => changeMemberRole(by, { userId: whom.actor.id, role: 'VIEWER' }),
    ],
    ['remove each other', (by: Context, whom: Context) => removeMember(by, { userId: whom.actor.id })],
    ['both leave', (by: Context) => leaveWorkspace(by)],
  ])('is kept when two owners %s at the same moment', async (_, act) => {
    for (let round = 0; round < 5; round += 1) {
      const one = await aWorkspace();
      const two = await aMember(one, 'OWNER');
      const both = await Promise.allSettled([act(one, two), act(two, one)]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await owners(one)).toBe(1);
    }
  });
});

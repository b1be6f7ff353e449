import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomToken } from '../../platform/ids';
import { installation, setInstallation } from '../../platform/installation';
import { db } from '../../storage/client';
import { aUser, aWorkspace } from '../../testing/factories';
import type { Context } from '../context';
import type { Visitor } from '../sessions/person';
import { signIn } from '../sessions/sign-in';
import { acceptInvite, acceptInviteAsNew } from './accept-invite';
import { createInvites } from './create-invites';
import type { InviteWithLink } from './invite-view';
import { listInvites } from './list-invites';
import { readInvite } from './read-invite';
import { renewInvite } from './renew-invite';
import { revokeInvite } from './revoke-invite';

const PASSWORD = 'quiet-otter-lamp-42';
const GONE = { code: 'gone' };

const aVisitor = (): Visitor => ({ address: `192.0.2.${randomToken(6)}`, requestId: 'req_test' });
const anEmail = () => `${randomToken(10).toLowerCase()}@example.com`;
const tokenOf = (invite: InviteWithLink) => invite.link.slice(invite.link.lastIndexOf('/') + 1);

async function anInvite(ctx: Context, email = anEmail(), role = 'SOURCE_ADMIN'): Promise<InviteWithLink> {
  const [made] = await createInvites(ctx, { emails: [email], role });
  if (!made) throw new Error('no invitation was made');
  return made;
}

function roleOf(ctx: Context, userId: string) {
  return db().membership.findUnique({ where: { workspaceId_userId: { workspaceId: ctx.workspace.id, userId } } });
}

beforeAll(() => {
  setInstallation({ ...installation(), dataDir: mkdtempSync(path.join(os.tmpdir(), 'switchyard-mail-')) });
});

describe('an invitation', () => {
  it('makes the signed-in person with that address a member, once', async () => {
    const [ctx, user] = await Promise.all([aWorkspace(), aUser()]);
    const token = tokenOf(await anInvite(ctx, user.email.toUpperCase()));
    expect(await readInvite(token)).toMatchObject({
      state: 'open',
      email: user.email,
      hasAccount: true,
      role: 'SOURCE_ADMIN',
    });
    const by = { person: user, requestId: 'req_1' };
    expect(await acceptInvite(by, { token })).toEqual({ workspaceSlug: ctx.workspace.slug });
    expect((await roleOf(ctx, user.id))?.role).toBe('SOURCE_ADMIN');
    expect(await readInvite(token)).toMatchObject({ state: 'accepted' });
    await expect(acceptInvite(by, { token })).rejects.toMatchObject(GONE);
  });

  it('makes a new account for the invited address, also where strangers cannot sign up', async () => {
    const ctx = await aWorkspace();
    const invite = await anInvite(ctx);
    const open = installation();
    setInstallation({ ...open, openSignUp: false });
    const input = { token: tokenOf(invite), name: 'Jun Park', password: PASSWORD };
    const joined = await acceptInviteAsNew(aVisitor(), input).finally(() => setInstallation(open));
    expect(joined).toEqual({ workspaceSlug: ctx.workspace.slug, email: invite.email });
    const person = await signIn(aVisitor(), { email: invite.email, password: PASSWORD });
    expect((await roleOf(ctx, person.id))?.role).toBe('SOURCE_ADMIN');
  });

  it('is used up by one of two who accept at the same moment', async () => {
    const ctx = await aWorkspace();
    const token = tokenOf(await anInvite(ctx));
    const race = await Promise.allSettled(
      [1, 2].map(() => acceptInviteAsNew(aVisitor(), { token, name: 'Jun', password: PASSWORD })),
    );
    expect(race.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('cannot be accepted by another address, nor replace the password of an account there is', async () => {
    const [ctx, invited, other] = await Promise.all([aWorkspace(), aUser(), aUser()]);
    const token = tokenOf(await anInvite(ctx, invited.email));
    await expect(acceptInvite({ person: other, requestId: 'req_1' }, { token })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(acceptInviteAsNew(aVisitor(), { token, name: 'Mallory', password: PASSWORD })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await db().user.findUnique({ where: { id: invited.id } })).toEqual(invited);
    expect(await readInvite(token)).toMatchObject({ state: 'open' });
  });

  it('ends after seven days', async () => {
    const [ctx, user] = await Promise.all([aWorkspace(), aUser()]);
    const invite = await anInvite(ctx, user.email);
    const days = (invite.expiresAt.getTime() - invite.createdAt.getTime()) / 86_400_000;
    expect(days).toBe(7);
    await db().invite.update({ where: { id: invite.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    const token = tokenOf(invite);
    expect(await readInvite(token)).toMatchObject({ state: 'expired' });
    await expect(acceptInvite({ person: user, requestId: 'req_1' }, { token })).rejects.toMatchObject(GONE);
    expect((await listInvites(ctx)).items).toMatchObject([{ email: user.email, expired: true }]);
  });

  it('ends when it is revoked', async () => {
    const [ctx, user] = await Promise.all([aWorkspace(), aUser()]);
    const invite = await anInvite(ctx, user.email);
    await revokeInvite(ctx, { inviteId: invite.id });
    const token = tokenOf(invite);
    expect(await readInvite(token)).toMatchObject({ state: 'revoked' });
    await expect(acceptInvite({ person: user, requestId: 'req_1' }, { token })).rejects.toMatchObject(GONE);
    await expect(revokeInvite(ctx, { inviteId: invite.id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await listInvites(ctx)).items).toEqual([]);
  });

  it('gets a new link and term when it is sent again; the former link ends', async () => {
    const [ctx, user] = await Promise.all([aWorkspace(), aUser()]);
    const invite = await anInvite(ctx, user.email);
    await db().invite.update({ where: { id: invite.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    const again = await renewInvite(ctx, { inviteId: invite.id, send: false });
    expect(again).toMatchObject({ id: invite.id, expired: false, mail: null });
    expect(await readInvite(tokenOf(invite))).toEqual({ state: 'unknown' });
    await acceptInvite({ person: user, requestId: 'req_1' }, { token: tokenOf(again) });
    await expect(renewInvite(ctx, { inviteId: invite.id, send: true })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('replaces an earlier one of the same address', async () => {
    const ctx = await aWorkspace();
    const first = await anInvite(ctx);
    const second = await anInvite(ctx, first.email, 'VIEWER');
    expect((await listInvites(ctx)).items.map(({ id }) => id)).toEqual([second.id]);
    expect(await readInvite(tokenOf(first))).toMatchObject({ state: 'revoked' });
  });

  it('is refused for members, and then none of the other addresses is invited either', async () => {
    const ctx = await aWorkspace();
    const emails = [anEmail(), ctx.actor.label];
    await expect(createInvites(ctx, { emails, role: 'VIEWER' })).rejects.toMatchObject({
      code: 'conflict',
      fields: { 'emails.1': `${ctx.actor.label} is a member already.` },
    });
    expect((await listInvites(ctx)).items).toEqual([]);
  });

  it('names the address that is none', async () => {
    const ctx = await aWorkspace();
    await expect(createInvites(ctx, { emails: [anEmail(), 'ana@toastmates'], role: 'VIEWER' })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { 'emails.1': expect.any(String) as string },
    });
  });

  it('is kept as a hash only', async () => {
    const ctx = await aWorkspace();
    const token = tokenOf(await anInvite(ctx));
    const rows = await db().invite.findMany({ where: { workspaceId: ctx.workspace.id } });
    expect(JSON.stringify(rows)).not.toContain(token);
    const lines = await db().auditEvent.findMany({ where: { workspaceId: ctx.workspace.id } });
    expect(JSON.stringify(lines)).not.toContain(token);
  });

  it('without a mail server is in the outbox, and says so', async () => {
    expect(await anInvite(await aWorkspace())).toMatchObject({ mail: 'outbox' });
  });

  it.each(['SOURCE_ADMIN', 'VIEWER'] as const)('is none of the business of a %s', async (role) => {
    const ctx = await aWorkspace(role);
    const forbidden = { code: 'forbidden' };
    await expect(createInvites(ctx, { emails: [anEmail()], role: 'VIEWER' })).rejects.toMatchObject(forbidden);
    await expect(listInvites(ctx)).rejects.toMatchObject(forbidden);
    await expect(renewInvite(ctx, { inviteId: 'inv_x', send: true })).rejects.toMatchObject(forbidden);
    await expect(revokeInvite(ctx, { inviteId: 'inv_x' })).rejects.toMatchObject(forbidden);
  });

  it('of another workspace is not found', async () => {
    const [ctx, other] = await Promise.all([aWorkspace(), aWorkspace()]);
    const { id: inviteId } = await anInvite(other);
    await expect(renewInvite(ctx, { inviteId, send: true })).rejects.toMatchObject({ code: 'not_found' });
    await expect(revokeInvite(ctx, { inviteId })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('cannot be sent by somebody who was removed a moment ago', async () => {
    const ctx = await aWorkspace();
    await db().membership.deleteMany({ where: { workspaceId: ctx.workspace.id } });
    await expect(createInvites(ctx, { emails: [anEmail()], role: 'OWNER' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

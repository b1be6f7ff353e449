import { describe, expect, it } from 'vitest';
import { randomToken } from '../../platform/ids';
import { hashPassword } from '../../platform/password-hash';
import { db } from '../../storage/client';
import { aUser, aWorkspace } from '../../testing/factories';
import { changeMemberRole } from '../members/change-member-role';
import { removeMember } from '../members/remove-member';
import { checkSession } from './check-session';
import { endSessions } from './end-sessions';
import { enterWorkspace } from './enter-workspace';
import type { Visitor } from './person';
import { signIn } from './sign-in';
import { throttle } from './throttle';

const PASSWORD = 'quiet-otter-lamp-42';

function aVisitor(address = `198.51.100.${randomToken(6)}`): Visitor {
  return { address, requestId: 'req_test' };
}

async function anAccount() {
  const user = await aUser();
  return db().user.update({ where: { id: user.id }, data: { passwordHash: await hashPassword(PASSWORD) } });
}

function refusal(work: Promise<unknown>): Promise<{ code: string; message: string; fields: object }> {
  return work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: { code: string; message: string; fields: object }) => error,
  );
}

describe('signing in', () => {
  it('accepts the right password, whatever the case of the address', async () => {
    const user = await anAccount();
    const found = await signIn(aVisitor(), { email: ` ${user.email.toUpperCase()} `, password: PASSWORD });
    expect(found).toEqual({ id: user.id, email: user.email, name: user.name, sessionVersion: 1 });
  });

  it('answers an unknown account and a wrong password alike', async () => {
    const user = await anAccount();
    const unknown = await refusal(signIn(aVisitor(), { email: 'nobody@example.com', password: PASSWORD }));
    const wrong = await refusal(signIn(aVisitor(), { email: user.email, password: 'wrong' }));
    expect({ ...unknown, message: unknown.message }).toEqual({ ...wrong, message: wrong.message });
    expect(unknown.code).toBe('unauthenticated');
  });

  it('spends the work of checking a password on unknown accounts too', async () => {
    const user = await anAccount();
    await refusal(signIn(aVisitor(), { email: 'warm-up@example.com', password: 'x' }));
    const cpu = async (email: string) => {
      const before = process.cpuUsage();
      await refusal(signIn(aVisitor(), { email, password: 'wrong' }));
      return process.cpuUsage(before).user;
    };
    const known = await cpu(user.email);
    expect(await cpu('nobody-2@example.com')).toBeGreaterThan(known / 3);
  });

  it('stops guessing at one account, even in parallel, and then even with the right password', async () => {
    const user = await anAccount();
    const now = new Date();
    const tries = await Promise.allSettled(
      Array.from({ length: 25 }, () => throttle('sign-in/account', user.email, now)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect((await refusal(signIn(aVisitor(), { email: user.email, password: PASSWORD }))).code).toBe('rate_limited');
  });

  it('counts each try before it is carried out, from whichever address it comes', async () => {
    const user = await anAccount();
    await refusal(signIn(aVisitor(), { email: user.email, password: 'wrong' }));
    const now = new Date();
    const left = await Promise.allSettled(
      Array.from({ length: 10 }, () => throttle('sign-in/account', user.email, now)),
    );
    expect(left.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
  });

  it('limits an unknown account just as a known one', async () => {
    const email = `${randomToken(8).toLowerCase()}@example.com`;
    const now = new Date();
    for (let n = 0; n < 10; n += 1) await throttle('sign-in/account', email, now);
    expect((await refusal(signIn(aVisitor(), { email, password: 'x' }))).code).toBe('rate_limited');
  });

  it('stops one address that tries many accounts; an IPv6 customer counts as one address', async () => {
    const now = new Date();
    const part = Math.floor(Math.random() * 0xffff).toString(16);
    for (let n = 0; n < 60; n += 1) await throttle('sign-in/address', `2001:db8:${part}::${n.toString(16)}`, now);
    const same = aVisitor(`2001:db8:${part}:0:ffff::1`);
    const other = aVisitor(`2001:db8:${part}:1::1`);
    expect((await refusal(signIn(same, { email: 'a@example.com', password: 'x' }))).code).toBe('rate_limited');
    expect((await refusal(signIn(other, { email: 'b@example.com', password: 'x' }))).code).toBe('unauthenticated');
  });

  it('gives tries back as the window slides, and all of them after a success', async () => {
    const user = await anAccount();
    const start = new Date('2026-11-22T10:00:00Z');
    const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
    for (let n = 0; n < 10; n += 1) await throttle('sign-in/account', user.email, start);
    await expect(throttle('sign-in/account', user.email, after(89))).rejects.toMatchObject({ code: 'rate_limited' });
    await throttle('sign-in/account', user.email, after(90));
    await expect(throttle('sign-in/account', user.email, after(91))).rejects.toMatchObject({ code: 'rate_limited' });
    await db().signInThrottle.deleteMany({ where: { key: `sign-in/account:${user.email}` } });
    for (let n = 0; n < 9; n += 1) await throttle('sign-in/account', user.email);
    await signIn(aVisitor(), { email: user.email, password: PASSWORD });
    expect(await db().signInThrottle.count({ where: { key: `sign-in/account:${user.email}` } })).toBe(0);
  });
});

describe('sessions', () => {
  it('speak for the account until they are ended everywhere', async () => {
    const user = await anAccount();
    const token = { userId: user.id, sessionVersion: 1 };
    expect(await checkSession(token)).toEqual({ id: user.id, email: user.email, name: user.name });
    await endSessions(user);
    expect(await checkSession(token)).toBeNull();
    expect(await checkSession({ userId: 'usr_nobody', sessionVersion: 1 })).toBeNull();
  });

  it('enter a workspace with the role of this moment, and not at all after a removal', async () => {
    const ctx = await aWorkspace();
    const user = await aUser();
    expect(await enterWorkspace(user, ctx.workspace.slug, 'req_1')).toBeNull();
    await db().membership.create({ data: { workspaceId: ctx.workspace.id, userId: user.id, role: 'OWNER' } });
    expect((await enterWorkspace(user, ctx.workspace.slug, 'req_2'))?.actor.role).toBe('OWNER');
    await changeMemberRole(ctx, { userId: user.id, role: 'VIEWER' });
    expect((await enterWorkspace(user, ctx.workspace.slug, 'req_3'))?.actor.role).toBe('VIEWER');
    await removeMember(ctx, { userId: user.id });
    expect(await enterWorkspace(user, ctx.workspace.slug, 'req_4')).toBeNull();
    expect(await enterWorkspace(user, 'no-such-workspace', 'req_5')).toBeNull();
  });
});

import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { randomToken } from '../../platform/ids';
import { installation, setInstallation } from '../../platform/installation';
import { db } from '../../storage/client';
import { aUser } from '../../testing/factories';
import { checkSession } from '../sessions/check-session';
import type { Visitor } from '../sessions/person';
import { signIn } from '../sessions/sign-in';
import { throttle } from '../sessions/throttle';
import { changeName } from './change-name';
import { changePassword } from './change-password';
import { requestPasswordReset } from './request-password-reset';
import { readPasswordReset, resetPassword } from './reset-password';
import { signUp, signUpIsOpen } from './sign-up';

const PASSWORD = 'quiet-otter-lamp-42';
const OTHER = 'seven-brass-harbours-9';

const aVisitor = (): Visitor => ({ address: `203.0.113.${randomToken(6)}`, requestId: 'req_test' });
const anEmail = () => `${randomToken(10).toLowerCase()}@example.com`;
const anAccount = async () => signUp(aVisitor(), { email: anEmail(), name: 'Ana Ruiz', password: PASSWORD });

let outbox: string;
beforeEach(() => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-mail-'));
  outbox = path.join(dataDir, 'outbox');
  setInstallation({ ...installation(), dataDir, openSignUp: true });
});

function messages(): string[] {
  try {
    return readdirSync(outbox)
      .sort()
      .map((file) => readFileSync(path.join(outbox, file), 'utf8'));
  } catch {
    return [];
  }
}

async function resetTokenFor(email: string): Promise<string> {
  const before = messages().length;
  await requestPasswordReset(aVisitor(), { email });
  return vi.waitFor(() => {
    const tokens = messages()
      .slice(before)
      .flatMap((text) => /\/reset\/(rst_\w+)/.exec(text.replace(/=\n/g, ''))?.[1] ?? []);
    expect(tokens).toHaveLength(1);
    return tokens[0] ?? '';
  });
}

describe('signing up', () => {
  it('creates an account that can sign in; its password is nowhere in the database', async () => {
    const person = await anAccount();
    await expect(signIn(aVisitor(), { email: person.email, password: PASSWORD })).resolves.toMatchObject(person);
    const row = await db().user.findUniqueOrThrow({ where: { id: person.id } });
    expect(JSON.stringify(row)).not.toContain(PASSWORD);
  });

  it('refuses an address that is taken, also when two sign up at the same moment', async () => {
    const email = anEmail();
    const both = await Promise.allSettled(
      [1, 2].map(() => signUp(aVisitor(), { email, name: 'Ana', password: PASSWORD })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(
      signUp(aVisitor(), { email: email.toUpperCase(), name: 'Ana', password: PASSWORD }),
    ).rejects.toMatchObject({ code: 'conflict', fields: { email: expect.stringContaining('already') as string } });
  });

  it.each(['short-1', 'password1', 'qwertyuiop', 'anaruiz2026', '12345678'])(
    'refuses the password %s',
    async (password) => {
      await expect(
        signUp(aVisitor(), { email: 'anaruiz@example.com', name: 'Ana Ruiz', password }),
      ).rejects.toMatchObject({ code: 'invalid_input', fields: { password: expect.any(String) as string } });
    },
  );

  it('can be closed to strangers, who then learn nothing about addresses', async () => {
    const { email } = await anAccount();
    setInstallation({ ...installation(), openSignUp: false });
    expect(await signUpIsOpen()).toBe(false);
    await expect(signUp(aVisitor(), { email, name: 'X', password: PASSWORD })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('is limited per client address', async () => {
    const visitor = aVisitor();
    for (let n = 0; n < 20; n += 1) await throttle('sign-up/address', visitor.address);
    await expect(signUp(visitor, { email: anEmail(), name: 'Ana', password: PASSWORD })).rejects.toMatchObject({
      code: 'rate_limited',
    });
  });
});

describe('a forgotten password', () => {
  it('is replaced by the link of a mail, which ends all sessions and works once', async () => {
    const person = await anAccount();
    const token = await resetTokenFor(person.email);
    expect(await readPasswordReset(token)).toEqual({ state: 'open', email: person.email });
    expect(await resetPassword({ token, password: OTHER })).toEqual({ email: person.email });
    expect(await checkSession({ userId: person.id, sessionVersion: 1 })).toBeNull();
    await expect(signIn(aVisitor(), { email: person.email, password: PASSWORD })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(signIn(aVisitor(), { email: person.email, password: OTHER })).resolves.toMatchObject(person);
    expect(await readPasswordReset(token)).toEqual({ state: 'used' });
    await expect(resetPassword({ token, password: PASSWORD })).rejects.toMatchObject({ code: 'gone' });
  });

  it('keeps only the hash of the token; the message is readable by the operator alone', async () => {
    const person = await anAccount();
    const token = await resetTokenFor(person.email);
    const rows = await db().passwordReset.findMany({ where: { userId: person.id } });
    expect(JSON.stringify(rows)).not.toContain(token);
    const [file = ''] = readdirSync(outbox);
    expect(statSync(path.join(outbox, file)).mode & 0o777).toBe(0o600);
    expect(file).toContain(person.email);
  });

  it('cannot be replaced after an hour, nor by an older link once one was used, nor by two at once', async () => {
    const person = await anAccount();
    const first = await resetTokenFor(person.email);
    const second = await resetTokenFor(person.email);
    const race = await Promise.allSettled([second, second].map((token) => resetPassword({ token, password: OTHER })));
    expect(race.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(resetPassword({ token: first, password: PASSWORD })).rejects.toMatchObject({ code: 'gone' });
    const third = await resetTokenFor(person.email);
    await db().passwordReset.updateMany({
      where: { userId: person.id, usedAt: null },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect(await readPasswordReset(third)).toEqual({ state: 'expired' });
    await expect(resetPassword({ token: third, password: PASSWORD })).rejects.toMatchObject({ code: 'gone' });
  });

  it('does not use the link up when the new password is refused', async () => {
    const person = await anAccount();
    const token = await resetTokenFor(person.email);
    await expect(resetPassword({ token, password: 'password1' })).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await readPasswordReset(token)).toMatchObject({ state: 'open' });
  });

  it('gets the same answer for an unknown address, and no mail', async () => {
    await expect(requestPasswordReset(aVisitor(), { email: anEmail() })).resolves.toBeUndefined();
    const person = await anAccount();
    await resetTokenFor(person.email);
    expect(messages()).toHaveLength(1);
    expect(await readPasswordReset('rst_unknown')).toEqual({ state: 'unknown' });
  });

  it('lifts the limit on signing in, so that guessing cannot lock anyone out', async () => {
    const person = await anAccount();
    for (let n = 0; n < 10; n += 1) await throttle('sign-in/account', person.email);
    await resetPassword({ token: await resetTokenFor(person.email), password: OTHER });
    await expect(signIn(aVisitor(), { email: person.email, password: OTHER })).resolves.toMatchObject(person);
  });
});

describe('one’s own account', () => {
  it('changes its password only with the current one, ending all sessions', async () => {
    const person = await anAccount();
    await expect(changePassword(person, { currentPassword: 'wrong', password: OTHER })).rejects.toMatchObject({
      fields: { currentPassword: expect.any(String) as string },
    });
    expect(await checkSession({ userId: person.id, sessionVersion: 1 })).not.toBeNull();
    await changePassword(person, { currentPassword: PASSWORD, password: OTHER });
    expect(await checkSession({ userId: person.id, sessionVersion: 1 })).toBeNull();
    await expect(signIn(aVisitor(), { email: person.email, password: OTHER })).resolves.toMatchObject({
      sessionVersion: 2,
    });
  });

  it('limits guesses at the current password', async () => {
    const user = await aUser();
    for (let n = 0; n < 10; n += 1) await throttle('sign-in/account', user.email);
    await expect(changePassword(user, { currentPassword: 'x', password: OTHER })).rejects.toMatchObject({
      code: 'rate_limited',
    });
  });

  it('changes its name', async () => {
    const user = await aUser();
    await changeName(user, { name: '  Mia Long ' });
    expect((await db().user.findUniqueOrThrow({ where: { id: user.id } })).name).toBe('Mia Long');
    await expect(changeName(user, { name: ' ' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

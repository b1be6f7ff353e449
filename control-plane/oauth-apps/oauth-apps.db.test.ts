import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '../../storage/client';
import { aSource, aWorkspace } from '../../testing/factories';
import { aKeyPair, anOauthApp, type KeyPair } from '../../testing/oauth';
import type { Context, Role } from '../context';
import { addOauthKey } from './add-oauth-key';
import { connectOauthSource } from './connect-oauth-source';
import { createOauthApp } from './create-oauth-app';
import { deleteOauthApp } from './delete-oauth-app';
import { disconnectOauthSource } from './disconnect-oauth-source';
import { getOauthApp } from './get-oauth-app';
import { getSourceOauth } from './get-source-oauth';
import { listOauthApps } from './list-oauth-apps';
import { revokeOauthKey } from './revoke-oauth-key';
import { revokeOauthToken } from './revoke-oauth-token';
import { setOauthEnforcement } from './set-oauth-enforcement';
import { updateOauthApp } from './update-oauth-app';

let pairs: [KeyPair, KeyPair, KeyPair];
beforeAll(() => {
  pairs = [aKeyPair(), aKeyPair(), aKeyPair()];
});

const as = (ctx: Context, role: Role): Context => ({ ...ctx, actor: { ...ctx.actor, role } });
const aForm = (publicKey: string, name = 'Orders') => ({
  name,
  scopes: ['tracking_api:write'],
  tokenLifetimeDays: 1,
  keyName: 'first',
  publicKey,
});

describe('OAuth apps', () => {
  it('are made with a key, listed newest first, and read back', async () => {
    const ctx = await aWorkspace();
    const made = await createOauthApp(ctx, aForm(pairs[0].publicKey));
    const second = await createOauthApp(ctx, aForm(pairs[1].publicKey, 'Billing'));
    expect(made).toMatchObject({
      name: 'Orders',
      tokenLifetimeDays: 1,
      keys: [{ name: 'first', bits: 2048 }],
      sources: [],
    });
    expect(await getOauthApp(ctx, { appId: made.id })).toEqual(made);
    const page = await listOauthApps(ctx, { count: 1 });
    expect(page.items.map(({ id }) => id)).toEqual([second.id]);
    expect((await listOauthApps(ctx, { count: 1, cursor: page.next })).items.map(({ id }) => id)).toEqual([made.id]);
  });

  it('have names of their own in a workspace', async () => {
    const ctx = await aWorkspace();
    const tries = await Promise.allSettled(pairs.map((pair) => createOauthApp(ctx, aForm(pair.publicKey))));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = tries.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'conflict' });
  });

  it.each<[string, () => object, RegExp]>([
    ['a lifetime that is not offered', () => ({ tokenLifetimeDays: 5 }), /how long/],
    ['a scope that does nothing here', () => ({ scopes: ['functions:write'] }), /scope/],
    ['no scope', () => ({ scopes: [] }), /scope/],
    ['an empty name', () => ({ name: ' ' }), /name/],
    ['text that is no key', () => ({ publicKey: 'hello' }), /not a public key/],
    ['a broken key', () => ({ publicKey: pairs[0].publicKey.replace(/M/g, 'x') }), /not an RSA public key/],
    ['a short key', () => ({ publicKey: aKeyPair(1024).publicKey }), /1024 bits/],
  ])('are refused with %s', async (_, change, why) => {
    const ctx = await aWorkspace();
    const attempt = createOauthApp(ctx, { ...aForm(pairs[0].publicKey), ...change() });
    await expect(attempt).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(why) as string,
    });
  });

  it('refuse a private key in plain words, and nothing of it is kept or told', async () => {
    const ctx = await aWorkspace();
    const app = await anOauthApp(ctx, pairs[0]);
    const secret = pairs[1].privateKey;
    for (const attempt of [
      () => createOauthApp(ctx, aForm(secret, 'Other')),
      () => createOauthApp(ctx, aForm(`${pairs[1].publicKey}\n${secret}`, 'Other')),
      () => addOauthKey(ctx, { appId: app.id, keyName: 'x', publicKey: secret }),
    ]) {
      const error: unknown = await attempt().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('private key') as string });
      expect(JSON.stringify(error)).not.toContain(secret.slice(40, 80));
    }
    expect(await db().oauthApp.count({ where: { workspaceId: ctx.workspace.id } })).toBe(1);
    expect(await db().oauthKey.count({ where: { appId: app.id } })).toBe(1);
  });

  it('have at most two keys that work, each once, also when added at once', async () => {
    const ctx = await aWorkspace();
    const app = await anOauthApp(ctx, pairs[0]);
    const again = addOauthKey(ctx, { appId: app.id, keyName: 'x', publicKey: pairs[0].publicKey });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    const tries = await Promise.allSettled(
      [pairs[1], pairs[2]].map((pair) =>
        addOauthKey(ctx, { appId: app.id, keyName: 'next', publicKey: pair.publicKey }),
      ),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await revokeOauthKey(ctx, { appId: app.id, keyId: app.keyId });
    const { keys } = await getOauthApp(ctx, { appId: app.id });
    expect(keys.map(({ name }) => name)).toEqual(['next']);
    await expect(revokeOauthKey(ctx, { appId: app.id, keyId: app.keyId })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are listed with the time of their last token, also when the key it was given for is revoked', async () => {
    const ctx = await aWorkspace();
    const [app, idle] = [await anOauthApp(ctx, pairs[0]), await anOauthApp(ctx, pairs[1])];
    const next = { appId: app.id, keyName: 'next', publicKey: pairs[2].publicKey };
    const { id: second } = await addOauthKey(ctx, next);
    const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-02T00:00:00Z')];
    await db().oauthKey.update({ where: { id: app.keyId }, data: { lastUsedAt: late } });
    await db().oauthKey.update({ where: { id: second }, data: { lastUsedAt: early } });
    const times = async () => new Map((await listOauthApps(ctx)).items.map(({ id, lastTokenAt }) => [id, lastTokenAt]));
    const expected = new Map<string, Date | null>([
      [idle.id, null],
      [app.id, late],
    ]);
    expect(await times()).toEqual(expected);
    await revokeOauthKey(ctx, { appId: app.id, keyId: app.keyId });
    await revokeOauthKey(ctx, { appId: app.id, keyId: second });
    expect(await times()).toEqual(expected);
  });

  it('are changed in name and lifetime, with one audit line for what changed', async () => {
    const ctx = await aWorkspace();
    const { id } = await createOauthApp(ctx, aForm(pairs[0].publicKey));
    await updateOauthApp(ctx, { appId: id, name: 'Orders EU', tokenLifetimeDays: 30 });
    await updateOauthApp(ctx, { appId: id, name: 'Orders EU' });
    expect(await getOauthApp(ctx, { appId: id })).toMatchObject({ name: 'Orders EU', tokenLifetimeDays: 30 });
    const lines = await db().auditEvent.findMany({
      where: { workspaceId: ctx.workspace.id, type: 'OAuth App Modified' },
    });
    expect(lines.map(({ detail }) => detail)).toEqual([{ renamedFrom: 'Orders', tokenLifetimeDays: 30 }]);
  });

  it('are connected to sources, required, let go, and only then deleted, by their name', async () => {
    const ctx = await aWorkspace();
    const app = await createOauthApp(ctx, aForm(pairs[0].publicKey));
    const { id: sourceId } = await aSource(ctx.workspace.id);
    const required = { sourceId, required: true };
    await expect(setOauthEnforcement(ctx, required)).rejects.toMatchObject({ code: 'precondition_failed' });
    await connectOauthSource(ctx, { sourceId, appId: app.id });
    await setOauthEnforcement(ctx, required);
    expect(await getSourceOauth(ctx, { sourceId })).toMatchObject({ app: { id: app.id }, required: true });
    expect((await getOauthApp(ctx, { appId: app.id })).sources).toMatchObject([{ id: sourceId, required: true }]);

    const deletion = { appId: app.id, name: 'Orders' };
    await expect(deleteOauthApp(ctx, deletion)).rejects.toMatchObject({ code: 'precondition_failed' });
    await expect(disconnectOauthSource(ctx, { sourceId })).rejects.toMatchObject({ code: 'precondition_failed' });
    await setOauthEnforcement(ctx, { sourceId, required: false });
    await disconnectOauthSource(ctx, { sourceId });
    await expect(deleteOauthApp(ctx, { ...deletion, name: 'orders' })).rejects.toMatchObject({ code: 'invalid_input' });
    await deleteOauthApp(ctx, deletion);
    await expect(getOauthApp(ctx, { appId: app.id })).rejects.toMatchObject({ code: 'not_found' });
    const lines = await db().auditEvent.findMany({ where: { workspaceId: ctx.workspace.id } });
    expect(lines.map(({ type }) => type).sort()).toEqual([
      'OAuth App Connected',
      'OAuth App Created',
      'OAuth App Deleted',
      'OAuth App Disconnected',
      'OAuth Disabled',
      'OAuth Enabled',
    ]);
  });
});

describe('who may do what with OAuth apps', () => {
  /** Every verb that changes something, on things of `ctx`. */
  async function deeds(ctx: Context) {
    const app = await anOauthApp(ctx, pairs[0]);
    const { id: sourceId } = await aSource(ctx.workspace.id);
    const appId = app.id;
    const own: Record<string, (who: Context) => Promise<unknown>> = {
      create: (who) => createOauthApp(who, aForm(pairs[1].publicKey, 'Mine')),
      delete: (who) => deleteOauthApp(who, { appId, name: app.name }),
    };
    const edit: Record<string, (who: Context) => Promise<unknown>> = {
      connect: (who) => connectOauthSource(who, { sourceId, appId }),
      enforce: (who) => setOauthEnforcement(who, { sourceId, required: true }),
      relax: (who) => setOauthEnforcement(who, { sourceId, required: false }),
      disconnect: (who) => disconnectOauthSource(who, { sourceId }),
      update: (who) => updateOauthApp(who, { appId, tokenLifetimeDays: 2 }),
      addKey: (who) => addOauthKey(who, { appId, keyName: 'x', publicKey: pairs[2].publicKey }),
      revokeKey: (who) => revokeOauthKey(who, { appId, keyId: app.keyId }),
      revokeToken: (who) => revokeOauthToken(who, { token: 'x' }),
    };
    const read: Record<string, (who: Context) => Promise<unknown>> = {
      list: (who) => listOauthApps(who),
      get: (who) => getOauthApp(who, { appId }),
      source: (who) => getSourceOauth(who, { sourceId }),
    };
    return { own, edit, read };
  }
  const codeOf = async (deed: Promise<unknown>) =>
    deed.then(
      () => 'done',
      (error: unknown) => (error as { code?: string }).code,
    );

  it('owners do everything, source administrators all but making and deleting, viewers only look', async () => {
    const ctx = await aWorkspace();
    const { own, edit, read } = await deeds(ctx);
    for (const deed of Object.values(read)) expect(await codeOf(deed(as(ctx, 'VIEWER')))).toBe('done');
    for (const [name, deed] of Object.entries({ ...own, ...edit })) {
      expect(await codeOf(deed(as(ctx, 'VIEWER'))), name).toBe('forbidden');
    }
    for (const [name, deed] of Object.entries(own)) {
      expect(await codeOf(deed(as(ctx, 'SOURCE_ADMIN'))), name).toBe('forbidden');
    }
    for (const [name, deed] of Object.entries(edit)) {
      expect(await codeOf(deed(as(ctx, 'SOURCE_ADMIN'))), name).toBe(name === 'revokeToken' ? 'invalid_input' : 'done');
    }
    for (const [name, deed] of Object.entries(own)) expect(await codeOf(deed(ctx)), name).toBe('done');
  });

  it('nobody reaches those of another workspace', async () => {
    const [ctx, stranger] = await Promise.all([aWorkspace(), aWorkspace()]);
    const { own, edit, read } = await deeds(ctx);
    delete own.create;
    delete read.list;
    delete edit.revokeToken;
    for (const [name, deed] of Object.entries({ ...own, ...edit, ...read })) {
      expect(await codeOf(deed(stranger)), name).toBe('not_found');
    }
    expect((await listOauthApps(stranger)).items).toEqual([]);
    const mine = await aSource(stranger.workspace.id);
    const theirs = await listOauthApps(ctx);
    const mixed = connectOauthSource(stranger, { sourceId: mine.id, appId: theirs.items[0]?.id });
    await expect(mixed, 'an own source to a foreign app').rejects.toMatchObject({ code: 'not_found' });
  });
});

import { Events, OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installation, setInstallation } from '@/platform/installation';
import { db, pool } from '@/storage/client';
import { openSecret, type StoredSecret } from '@/storage/secrets';
import { aDestination, aSource, aUser, aWorkspace } from '@/testing/factories';
import type { Context, Role } from '../context';
import { updateDestination } from '../destinations/update-destination';
import { disconnectAccount } from './disconnect-account';
import { finishConnect } from './finish-connect';
import { getDestinationAccount } from './get-destination-account';
import { saveOauthClient } from './save-oauth-client';
import { startConnect } from './start-connect';

const vendor = new OAuth2Server();
let base: string;
beforeAll(async () => {
  setInstallation({ ...installation(), allowPrivateNetworks: ['127.0.0.0/8', '::1/128'] });
  await vendor.issuer.keys.generate('RS256');
  await vendor.start(0, '127.0.0.1');
  base = vendor.issuer.url ?? '';
});
afterAll(() => vendor.stop());

async function setUp(type = 'salesforce') {
  const ctx = await aWorkspace();
  const { workspace } = ctx;
  const source = await aSource(workspace.id);
  const settings = { instanceUrl: 'https://example.com/' };
  const destination = await aDestination(workspace.id, source.id, { type, settings, enabled: false });
  const client = (changes = {}, as: Context = ctx) =>
    saveOauthClient(as, {
      destinationId: destination.id,
      clientId: 'client-1',
      clientSecret: 'client-secret-1',
      authorizeUrl: `${base}/authorize`,
      tokenUrl: `${base}/token`,
      scopes: 'api refresh_token',
      ...changes,
    });
  return { ctx, destinationId: destination.id, client };
}

/** Somebody else in the same workspace. */
async function colleague(ctx: Context, role: Role = 'OWNER'): Promise<Context> {
  const { id, email } = await aUser();
  return { ...ctx, actor: { kind: 'user', id, label: email, role } };
}

/** Goes to the vendor's page as a browser does; what it is sent back with. */
async function consent(ctx: Context, destinationId: string): Promise<{ state: string; code: string }> {
  const { url } = await startConnect(ctx, { destinationId });
  const answer = await fetch(url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(back.origin + back.pathname).toBe(`${installation().publicUrl}/api/destination-oauth/callback`);
  return { state: back.searchParams.get('state') ?? '', code: back.searchParams.get('code') ?? '' };
}

const connection = (destinationId: string) => db().destinationConnection.findUnique({ where: { destinationId } });

describe('the account of a destination', () => {
  it('is connected through the vendor with PKCE; its tokens are kept sealed and never shown', async () => {
    const { ctx, destinationId, client } = await setUp();
    await client();
    let told: unknown;
    vendor.service.once(Events.BeforeResponse, (response: { body: unknown }, req: { body: unknown }) => {
      told = [req.body, response.body];
    });
    await finishConnect(ctx, await consent(ctx, destinationId));
    const [asked, given] = told as [Record<string, string>, { access_token: string; refresh_token: string }];
    expect(asked).toMatchObject({
      grant_type: 'authorization_code',
      client_id: 'client-1',
      client_secret: 'client-secret-1',
      code_verifier: expect.stringMatching(/^.{43,128}$/) as string,
    });
    const stored = await connection(destinationId);
    expect(openSecret(stored?.accessToken as unknown as StoredSecret)).toBe(given.access_token);
    expect(openSecret(stored?.refreshToken as unknown as StoredSecret)).toBe(given.refresh_token);
    const shown = JSON.stringify(await getDestinationAccount(ctx, { destinationId }));
    const rows = JSON.stringify([
      stored,
      (await pool().query('SELECT * FROM public.destination_oauth_client')).rows,
      (await pool().query('SELECT * FROM public.audit_event')).rows,
    ]);
    for (const secret of [given.access_token, given.refresh_token, 'client-secret-1']) {
      expect(shown).not.toContain(secret);
      expect(rows).not.toContain(secret);
    }
    expect(await getDestinationAccount(ctx, { destinationId })).toMatchObject({
      grant: 'person',
      client: { clientId: 'client-1', secretHint: 'et-1' },
      connection: { connectedBy: ctx.actor.label, renewable: true, problem: null },
    });
  });

  it('is needed before the destination can be enabled, and its loss disables the destination', async () => {
    const { ctx, destinationId, client } = await setUp();
    const enable = () => updateDestination(ctx, { id: destinationId, enabled: true });
    await expect(enable()).rejects.toMatchObject({ code: 'precondition_failed' });
    await client();
    await finishConnect(ctx, await consent(ctx, destinationId));
    expect((await enable()).enabled).toBe(true);
    await disconnectAccount(ctx, { destinationId });
    expect(await connection(destinationId)).toBeNull();
    expect(await db().destination.findUnique({ where: { id: destinationId } })).toMatchObject({ enabled: false });
  });

  it('cannot be connected with a state that somebody else began, that was changed, or that is too old', async () => {
    const { ctx, destinationId, client } = await setUp();
    await client();
    const { state, code } = await consent(ctx, destinationId);
    const other = await colleague(ctx);
    await expect(finishConnect(other, { state, code })).rejects.toMatchObject({ code: 'precondition_failed' });
    await expect(finishConnect(ctx, { state: `${state}x`, code })).rejects.toThrow('somebody else');
    const later = Date.now() + 16 * 60_000;
    const now = Date.now;
    Date.now = () => later;
    await expect(finishConnect(ctx, { state, code })).rejects.toThrow('too long ago');
    Date.now = now;
    expect(await connection(destinationId)).toBeNull();
    await finishConnect(ctx, { state, code });
  });

  it('stays as it was when the person says no, and when the vendor refuses the code; the words are the vendor’s', async () => {
    const { ctx, destinationId, client } = await setUp();
    await client();
    const { state } = await consent(ctx, destinationId);
    await expect(finishConnect(ctx, { state, error: 'access_denied' })).rejects.toThrow('access_denied');
    vendor.service.once(Events.BeforeResponse, (response: { statusCode: number; body: unknown }) => {
      response.statusCode = 400;
      response.body = { error: 'invalid_grant', error_description: 'code expired' };
    });
    const again = await consent(ctx, destinationId);
    await expect(finishConnect(ctx, again)).rejects.toThrow('invalid_grant: code expired');
    expect(await connection(destinationId)).toBeNull();
  });

  it('has a client whose secret never goes to a host that was typed after it', async () => {
    const { ctx, destinationId, client } = await setUp();
    await expect(client({ clientSecret: undefined })).rejects.toMatchObject({
      fields: { clientSecret: expect.anything() as string },
    });
    await client();
    await client({ clientSecret: undefined, scopes: 'api' });
    expect((await getDestinationAccount(ctx, { destinationId })).client?.scopes).toBe('api');
    await expect(client({ clientSecret: undefined, tokenUrl: 'https://evil.example/token' })).rejects.toThrow('again');
    const otherScheme = `${base.replace('http:', 'https:')}/token`;
    await expect(client({ clientSecret: undefined, tokenUrl: otherScheme })).rejects.toThrow('again');
    await expect(client({ tokenUrl: 'javascript:alert(1)' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('has no refresh token left for a host that was typed after it was connected', async () => {
    const { ctx, destinationId, client } = await setUp();
    await client();
    await finishConnect(ctx, await consent(ctx, destinationId));
    await client({ clientSecret: 'client-secret-2', tokenUrl: `${base}/other` });
    expect(await connection(destinationId)).toMatchObject({
      problem: null,
      refreshToken: expect.anything() as unknown,
    });
    await client({ clientSecret: 'any', tokenUrl: 'https://evil.example/token' });
    expect(await connection(destinationId)).toMatchObject({
      problem: 'The token address was moved to another host.',
      refreshToken: null,
    });
  });

  it('is not seen or touched from another workspace, and not changed by a viewer', async () => {
    const { ctx, destinationId, client } = await setUp();
    await client();
    const { ctx: stranger } = await setUp();
    for (const verb of [getDestinationAccount, startConnect, disconnectAccount])
      await expect(verb(stranger, { destinationId })).rejects.toMatchObject({ code: 'not_found' });
    const viewer = await colleague(ctx, 'VIEWER');
    for (const verb of [startConnect, disconnectAccount])
      await expect(verb(viewer, { destinationId })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(client({ clientId: 'client-2' }, viewer)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await getDestinationAccount(viewer, { destinationId })).client?.clientId).toBe('client-1');
    expect((await getDestinationAccount(ctx, { destinationId })).connection).toBeNull();
  });

  it('is nothing that a destination has which does not sign in with one', async () => {
    const { ctx, destinationId } = await setUp('webhook');
    expect((await getDestinationAccount(ctx, { destinationId })).grant).toBeNull();
    await expect(startConnect(ctx, { destinationId })).rejects.toMatchObject({ code: 'precondition_failed' });
  });
});

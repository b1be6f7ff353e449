import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curlSample } from '../../../components/oauth/code-samples';
import { revokeOauthKey } from '../../../control-plane/oauth-apps/revoke-oauth-key';
import { updateOauthApp } from '../../../control-plane/oauth-apps/update-oauth-app';
import { accessTokenKey, readAccessToken } from '../../../platform/access-token';
import { installation } from '../../../platform/installation';
import { aWorkspace } from '../../../testing/factories';
import { aKeyPair, anAssertion, anOauthApp, startTokenServer, tokenCall } from '../../../testing/oauth';

describe('POST /token', () => {
  let server: Awaited<ReturnType<typeof startTokenServer>>;
  let app: Awaited<ReturnType<typeof anOauthApp>>;
  let ctx: Awaited<ReturnType<typeof aWorkspace>>;
  beforeAll(async () => {
    server = await startTokenServer();
    ctx = await aWorkspace();
    app = await anOauthApp(ctx);
  });
  afterAll(() => server.close());
  const soon = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

  it('gives a token of the app, its workspace, key and scope for the lifetime that was set, and tells no cache', async () => {
    await updateOauthApp(ctx, { appId: app.id, tokenLifetimeDays: 7 });
    const { status, headers, body } = await server.ask(tokenCall(anAssertion(app)));
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      access_token: expect.any(String) as string,
      token_type: 'Bearer',
      expires_in: 604_800,
      scope: 'tracking_api:write',
    });
    const key = accessTokenKey(installation().encryptionKey);
    expect(await readAccessToken(String(body.access_token), key, Date.now())).toMatchObject({
      appId: app.id,
      workspaceId: ctx.workspace.id,
      keyId: app.keyId,
      scopes: ['tracking_api:write'],
    });
  });

  it.each(['/token', '//token', '/token/', '/token?x=1'])('answers at %s', async (path) => {
    expect((await server.ask(tokenCall(anAssertion(app)), path)).status).toBe(200);
  });

  it('takes aud with a slash at its end, as the token endpoint, and in a list', async () => {
    const { publicUrl } = installation();
    for (const aud of [`${publicUrl}/`, `${publicUrl}/token`, ['https://else.example', publicUrl]]) {
      expect((await server.ask(tokenCall(anAssertion(app, { claims: { aud } })))).status).toBe(200);
    }
  });

  it.each<[string, () => string, RegExp]>([
    ['is no JWT', () => 'x.y.z', /not a JWT/],
    [
      'is not signed',
      () =>
        `${anAssertion(app, { header: { alg: 'none' } })
          .split('.')
          .slice(0, 2)
          .join('.')}.`,
      /RS256/,
    ],
    ['is signed by another key', () => anAssertion({ ...app, ...aKeyPair() }), /does not fit/],
    [
      'was changed',
      () =>
        anAssertion(app).replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify({ sub: app.id, aud: installation().publicUrl, iat: soon(-5), exp: soon(50), jti: 'x' })).toString('base64url')}.`,
        ),
      /does not fit/,
    ],
    ['names an unknown key', () => anAssertion(app, { header: { kid: 'oky_nothing' } }), /no such key/],
    ['names no key', () => anAssertion(app, { header: { kid: undefined } }), /no kid/],
    ['names an unknown app', () => anAssertion(app, { claims: { sub: 'oap_nothing' } }), /no such app/],
    ['names an app with NUL', () => anAssertion(app, { claims: { sub: 'oap\0' } }), /no such app/],
    ['has another issuer', () => anAssertion(app, { claims: { iss: 'someone' } }), /iss/],
    [
      'is for another server',
      () => anAssertion(app, { claims: { aud: 'https://oauth2.segment.io' } }),
      /aud must be http/,
    ],
    ['is for nobody', () => anAssertion(app, { claims: { aud: undefined } }), /no aud/],
    ['has expired', () => anAssertion(app, { claims: { exp: soon(-31) } }), /expired/],
    ['never expires', () => anAssertion(app, { claims: { exp: undefined } }), /no exp/],
    ['expires too late', () => anAssertion(app, { claims: { exp: soon(400) } }), /at most 300/],
    ['is from the future', () => anAssertion(app, { claims: { iat: soon(45) } }), /clock/],
    ['has no iat', () => anAssertion(app, { claims: { iat: undefined } }), /no iat/],
    ['has no jti', () => anAssertion(app, { claims: { jti: undefined } }), /no jti/],
    ['has a jti that is too long', () => anAssertion(app, { claims: { jti: 'x'.repeat(201) } }), /jti/],
    ['has a jti that is no text', () => anAssertion(app, { claims: { jti: 7 } }), /jti/],
  ])('refuses an assertion that %s as invalid_client', async (_, assertion, why) => {
    const { status, body } = await server.ask(tokenCall(assertion()));
    expect({ status, error: body.error }).toEqual({ status: 401, error: 'invalid_client' });
    expect(body.error_description).toMatch(why);
  });

  it('refuses an assertion signed with the public key as if it were a secret', async () => {
    const [, claims] = anAssertion(app).split('.');
    const head = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT', kid: app.keyId })).toString('base64url');
    const mac = createHmac('sha256', app.publicKey).update(`${head}.${claims}`).digest('base64url');
    expect((await server.ask(tokenCall(`${head}.${claims}.${mac}`))).body).toMatchObject({ error: 'invalid_client' });
  });

  it('takes an assertion once, in whichever process', async () => {
    const second = await startTokenServer();
    const assertion = anAssertion(app);
    const answers = await Promise.all([server, second, server, second].map((one) => one.ask(tokenCall(assertion))));
    await second.close();
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    expect(answers.find(({ status }) => status === 401)?.body.error_description).toMatch(/jti was used/);
  });

  it('gives no token for a revoked key, and none for a key of another app', async () => {
    const other = await anOauthApp(ctx);
    await revokeOauthKey(ctx, { appId: other.id, keyId: other.keyId });
    expect((await server.ask(tokenCall(anAssertion(other)))).body.error).toBe('invalid_client');
    const foreign = await server.ask(tokenCall(anAssertion(app, { claims: { sub: other.id, iss: other.id } })));
    expect(foreign.body.error).toBe('invalid_client');
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['another grant type', { grant_type: 'authorization_code' }, 400, 'unsupported_grant_type'],
    ['no grant type', { grant_type: '' }, 400, 'invalid_request'],
    ['another assertion type', { client_assertion_type: 'saml' }, 400, 'invalid_request'],
    ['no assertion', { client_assertion: '' }, 400, 'invalid_request'],
    ['a scope that does not exist', { scope: 'functions:write' }, 400, 'invalid_scope'],
    ['one scope too many', { scope: 'tracking_api:write public_api:read_write' }, 400, 'invalid_scope'],
    ['another client_id', { client_id: 'oap_else' }, 401, 'invalid_client'],
  ])('answers %s in the words of OAuth 2', async (_, changes, status, error) => {
    const answer = await server.ask(tokenCall(anAssertion(app), changes));
    expect({ status: answer.status, error: answer.body.error }).toEqual({ status, error });
  });

  it('gives all scopes of the app when none is asked for', async () => {
    const { body } = await server.ask(tokenCall(anAssertion(app), { scope: '' }));
    expect(body.scope).toBe('tracking_api:write');
  });

  it('refuses a parameter that is there twice, a body that is no form, one that is too large, and other methods', async () => {
    const call = tokenCall(anAssertion(app));
    call.append('scope', 'tracking_api:write');
    expect((await server.ask(call)).body.error).toBe('invalid_request');
    expect((await server.ask('{}')).status).toBe(415);
    expect((await server.ask(new URLSearchParams({ x: 'y'.repeat(20_000) }))).status).toBe(400);
    const got = await fetch(`${server.url}/token`);
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('gives a token to the sample for curl and openssl, as it stands in the dashboard', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'switchyard-oauth-'));
    writeFileSync(path.join(folder, 'app.key'), app.privateKey);
    const { publicUrl } = installation();
    const sample = curlSample({ origin: publicUrl, appId: app.id, keyId: app.keyId, writeKey: null });
    const [signing = '', rest = ''] = sample.split('\n\nTOKEN=');
    const asking = `TOKEN=${rest.split('\n\ncurl ')[0]}`.replace(`${publicUrl}/token`, `${server.url}/token`);
    const script = `${signing}\n${asking}\nprintf %s "$TOKEN"`;
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: folder });
    const key = accessTokenKey(installation().encryptionKey);
    expect(await readAccessToken(stdout, key, Date.now())).toMatchObject({ appId: app.id });
  });

  it('slows down who asks too often, and says for how long', async () => {
    let time = 0;
    const busy = await startTokenServer(() => time);
    const answers = await Promise.all(Array.from({ length: 220 }, () => busy.ask(new URLSearchParams())));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(20);
    expect(limited[0]?.headers.get('retry-after')).toBe('1');
    time = 1000;
    expect((await busy.ask(new URLSearchParams())).status).toBe(400);
    await busy.close();
  });
});

import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectOauthSource } from '@/control-plane/oauth-apps/connect-oauth-source';
import { revokeOauthKey } from '@/control-plane/oauth-apps/revoke-oauth-key';
import { revokeOauthToken } from '@/control-plane/oauth-apps/revoke-oauth-token';
import { setOauthEnforcement } from '@/control-plane/oauth-apps/set-oauth-enforcement';
import type { Context } from '@/control-plane/context';
import { accessTokenKey, signAccessToken } from '@/platform/access-token';
import { installation } from '@/platform/installation';
import { aSource, aWorkspace } from '@/testing/factories';
import { loggedEvents, startIngestServer, type IngestServer } from '@/testing/ingest-server';
import { anOauthApp, aToken, startTokenServer } from '@/testing/oauth';

let server: IngestServer;
let tokens: Awaited<ReturnType<typeof startTokenServer>>;
beforeAll(async () => {
  server = await startIngestServer();
  tokens = await startTokenServer();
});
afterAll(async () => {
  await server.close();
  await tokens.close();
});

/** A source that is connected to an app of its workspace. */
async function aConnectedSource({ required = false } = {}) {
  const ctx: Context = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const app = await anOauthApp(ctx);
  await connectOauthSource(ctx, { sourceId: source.id, appId: app.id });
  if (required) await setOauthEnforcement(ctx, { sourceId: source.id, required });
  return { ctx, source, app };
}

const event = (writeKey: string) => ({ writeKey, userId: 'u1', event: 'Order Completed' });
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const within = { interval: 100 };

describe("Segment's Node SDK with oauthSettings", () => {
  /** The SDK, and the answers it got. `authServer` is what stands in `aud`; calls to it reach our endpoint. */
  function anSdk(app: { id: string; keyId: string; privateKey: string }, writeKey: string) {
    const authServer = installation().publicUrl;
    const answers: string[] = [];
    const analytics = new Analytics({
      writeKey,
      host: server.url,
      flushAt: 1,
      maxRetries: 1,
      httpClient: async (url, init) => {
        const response = await fetch(url.replace(authServer, tokens.url), init);
        answers.push(`${new URL(url).pathname} ${response.status}`);
        return response;
      },
      oauthSettings: { clientId: app.id, clientKey: app.privateKey, keyId: app.keyId, authServer },
    });
    analytics.on('error', () => undefined);
    const send = (name: string) =>
      new Promise<unknown>((resolve) => {
        analytics.track({ userId: 'u1', event: name }, (error) => resolve(error));
      });
    return { analytics, answers, send };
  }

  it('delivers to a source that requires it, with one token for many calls', async () => {
    const { source, app } = await aConnectedSource({ required: true });
    const sdk = anSdk(app, source.writeKey);
    for (const name of ['one', 'two', 'three']) expect(await sdk.send(name)).toBeUndefined();
    await sdk.analytics.closeAndFlush();
    expect(sdk.answers).toEqual(['/token 200', '/v1/batch 200', '/v1/batch 200', '/v1/batch 200']);
    expect((await loggedEvents(source.id)).map(({ name, outcome }) => [name, outcome])).toEqual([
      ['one', 'successfully_received'],
      ['two', 'successfully_received'],
      ['three', 'successfully_received'],
    ]);
  });

  it('gets a new token by itself after its token was revoked', async () => {
    const { ctx, source, app } = await aConnectedSource({ required: true });
    const sdk = anSdk(app, source.writeKey);
    expect(await sdk.send('before')).toBeUndefined();
    const first = await aToken(tokens, app);
    await revokeOauthToken(ctx, { token: first });
    await vi.waitFor(async () => {
      expect((await server.post('/v1/track', event(source.writeKey), bearer(first))).status).toBe(401);
    }, within);
    expect(await sdk.send('after'), 'another token is as good as before').toBeUndefined();
    await sdk.analytics.closeAndFlush();
  });

  it('stops within seconds when its key is revoked, and what it sends is not stored', async () => {
    const { ctx, source, app } = await aConnectedSource({ required: true });
    const sdk = anSdk(app, source.writeKey);
    expect(await sdk.send('before')).toBeUndefined();
    await revokeOauthKey(ctx, { appId: app.id, keyId: app.keyId });
    await vi.waitFor(async () => expect(await sdk.send('after')).toBeDefined(), within);
    const until = (await loggedEvents(source.id)).filter(({ outcome }) => outcome === 'successfully_received').length;
    expect(await sdk.send('later')).toBeDefined();
    expect(sdk.answers).toContain('/v1/batch 401');
    expect(sdk.answers).toContain('/token 401');
    const received = (await loggedEvents(source.id)).filter(({ outcome }) => outcome === 'successfully_received');
    expect(received).toHaveLength(until);
  });
});

describe('bearer tokens at the Tracking API', () => {
  it('are asked for by a source that requires them, which shows what it refused, a few rows for many requests', async () => {
    const { source } = await aConnectedSource({ required: true });
    const plain = await server.post('/v1/track', event(source.writeKey));
    expect(plain).toMatchObject({ status: 401, body: { success: false, code: 'oauth_required' } });
    expect(plain.headers.get('www-authenticate')).toBe('Bearer realm="switchyard"');
    const basic = { writeKey: source.writeKey };
    const started = performance.now();
    await Promise.all(Array.from({ length: 40 }, () => server.post('/v1/batch', { batch: [event('')] }, basic)));
    const mostRows = 5 * (2 + Math.ceil((performance.now() - started) / 1000));
    await vi.waitFor(async () => {
      const rows = await loggedEvents(source.id);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.length).toBeLessThanOrEqual(mostRows);
      expect(new Set(rows.map(({ outcome, reason }) => `${outcome} ${reason}`))).toEqual(
        new Set(['failed_on_ingest oauth_required']),
      );
    }, within);
  });

  it('are not asked for by a source that is only connected', async () => {
    const { source, app } = await aConnectedSource();
    const sent = event(source.writeKey);
    expect((await server.post('/v1/track', sent)).status).toBe(200);
    expect((await server.post('/v1/track', sent, { writeKey: source.writeKey })).status).toBe(200);
    expect((await server.post('/v1/track', sent, bearer(await aToken(tokens, app)))).status).toBe(200);
  });

  it('that are wrong are refused whatever the source requires', async () => {
    const { ctx, source, app } = await aConnectedSource();
    const { id: unconnected } = await aSource(ctx.workspace.id);
    expect(unconnected).toBeTruthy();
    const good = await aToken(tokens, app);
    const key = accessTokenKey(installation().encryptionKey);
    const claims = { id: 'oat_x', appId: app.id, workspaceId: ctx.workspace.id, keyId: app.keyId };
    const now = Date.now();
    const scopes = ['tracking_api:write'];
    const bad: Record<string, string> = {
      garbage: 'garbage',
      empty: '',
      changed: good.slice(0, -2) + (good.endsWith('AA') ? 'BB' : 'AA'),
      'not signed': `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${good.split('.')[1]}.`,
      expired: await signAccessToken({ ...claims, scopes, expiresAt: now - 10_000 }, key, now - 20_000),
      'of another installation': await signAccessToken(
        { ...claims, scopes, expiresAt: now + 60_000 },
        accessTokenKey(Buffer.alloc(32, 7)),
        now,
      ),
      'without the scope': await signAccessToken(
        { ...claims, scopes: ['functions:write'], expiresAt: now + 60_000 },
        key,
        now,
      ),
    };
    for (const [what, token] of Object.entries(bad)) {
      const { status, body, headers } = await server.post('/v1/track', event(source.writeKey), bearer(token));
      expect({ what, status, body }).toMatchObject({ what, status: 401, body: { code: 'invalid_token' } });
      expect(headers.get('www-authenticate')).toContain('error="invalid_token"');
    }
  });

  it('of another app, of an unconnected one, or of another workspace are refused', async () => {
    const mine = await aConnectedSource();
    const other = await aConnectedSource();
    const sibling = await anOauthApp(mine.ctx);
    const alone = await aSource(mine.ctx.workspace.id);
    const tries: [string, string][] = [
      [mine.source.writeKey, await aToken(tokens, sibling)],
      [mine.source.writeKey, await aToken(tokens, other.app)],
      [alone.writeKey, await aToken(tokens, mine.app)],
    ];
    for (const [writeKey, token] of tries) {
      const answer = await server.post('/v1/track', event(writeKey), bearer(token));
      expect(answer).toMatchObject({ status: 401, body: { code: 'invalid_token' } });
    }
    const mixed = {
      batch: [event(mine.source.writeKey), event(other.source.writeKey)].map((one) => ({ ...one, type: 'track' })),
    };
    const batch = await server.post('/v1/batch', mixed, bearer(await aToken(tokens, mine.app)));
    expect(batch.status, 'one foreign event refuses the batch').toBe(401);
    const stored = await loggedEvents(mine.source.id);
    expect(stored.filter(({ outcome }) => outcome === 'successfully_received')).toEqual([]);
  });

  it('that expire while they are remembered are refused from that moment', async () => {
    const { ctx, source, app } = await aConnectedSource({ required: true });
    let now = Date.now();
    const late = await startIngestServer({ clock: { now: () => new Date(now) } });
    const key = accessTokenKey(installation().encryptionKey);
    const token = await signAccessToken(
      {
        id: 'oat_y',
        appId: app.id,
        workspaceId: ctx.workspace.id,
        keyId: app.keyId,
        scopes: ['tracking_api:write'],
        expiresAt: now + 60_000,
      },
      key,
      now,
    );
    expect((await late.post('/v1/track', event(source.writeKey), bearer(token))).status).toBe(200);
    now += 61_000;
    expect((await late.post('/v1/track', event(source.writeKey), bearer(token))).status).toBe(401);
    await late.close();
  });

  it('are required of pixels too, which cannot have one: the image comes, the event does not', async () => {
    const { source } = await aConnectedSource({ required: true });
    const data = Buffer.from(JSON.stringify(event(source.writeKey))).toString('base64url');
    const answer = await fetch(`${server.url}/v1/pixel/track?data=${data}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/gif']);
    await vi.waitFor(async () => {
      expect(await loggedEvents(source.id)).toMatchObject([{ outcome: 'failed_on_ingest', reason: 'oauth_required' }]);
    }, within);
  });
});

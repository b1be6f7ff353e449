import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { db } from '@/storage/client';
import { randomToken } from '@/platform/ids';
import { aSource, aWorkspace } from '@/testing/factories';
import { loggedEvents, startIngestServer, type IngestServer } from '@/testing/ingest-server';

const SUCCESS = { success: true };

describe('the Tracking API', () => {
  let server: IngestServer;
  beforeAll(async () => {
    server = await startIngestServer();
  });
  afterAll(() => server.close());
  const source = async (data: { enabled?: boolean } = {}) => aSource((await aWorkspace()).workspace.id, data);

  it.each([
    ['/v1/identify', 'identify', { traits: { plan: 'pro' } }],
    ['/v1/track', 'track', { event: 'Order Completed' }],
    ['/v1/page', 'page', { name: 'Home' }],
    ['/v1/screen', 'screen', { name: 'Home' }],
    ['/v1/group', 'group', { groupId: 'g1' }],
    ['/v1/alias', 'alias', { previousId: 'a1' }],
    ['/v1/i', 'identify', {}],
    ['/v1/t', 'track', { event: 'Order Completed' }],
    ['/v1/p', 'page', {}],
    ['/v1/s', 'screen', {}],
    ['/v1/g', 'group', { groupId: 'g1' }],
    ['/v1/a', 'alias', { previousId: 'a1' }],
  ])('logs what is posted to %s as %s', async (path, type, fields) => {
    const { id, writeKey } = await source();
    const answer = await server.post(path, { userId: 'u1', ...fields }, { writeKey });
    expect(answer).toMatchObject({ status: 200, body: SUCCESS });
    const [event] = await loggedEvents(id);
    expect(event).toMatchObject({ type, user_id: 'u1', outcome: 'successfully_received', reason: null });
    expect(event?.payload).toMatchObject({ type, userId: 'u1', messageId: event?.message_id, ...fields });
  });

  it.each(['/v1/batch', '/v1/import', '/v1/b'])('logs the events of %s in their order', async (path) => {
    const { id, writeKey } = await source();
    const batch = Array.from({ length: 30 }, (_, n) => ({ type: 'track', event: `Step ${n}`, userId: 'u1' }));
    expect(await server.post(path, { batch, writeKey })).toMatchObject({ status: 200, body: SUCCESS });
    expect((await loggedEvents(id)).map((event) => event.name)).toEqual(batch.map((event) => event.event));
  });

  it('takes the write key from the body, an event of a batch, or Basic auth without its colon, and never logs it', async () => {
    const [one, two] = [await source(), await source()];
    await server.post('/v1/track', { userId: 'u', event: 'A', writeKey: one.writeKey });
    await server.post('/v1/batch', {
      writeKey: one.writeKey,
      batch: [
        { type: 'track', event: 'B', userId: 'u' },
        { type: 'track', event: 'C', userId: 'u', writeKey: two.writeKey },
      ],
    });
    const authorization = `Basic ${Buffer.from(two.writeKey).toString('base64')}`;
    await server.post('/v1/track', { userId: 'u', event: 'D' }, { headers: { authorization } });
    const [first, second] = [await loggedEvents(one.id), await loggedEvents(two.id)];
    expect(first.map((event) => event.name)).toEqual(['A', 'B']);
    expect(second.map((event) => event.name)).toEqual(['C', 'D']);
    expect([...first, ...second].some((event) => event.text.includes(one.writeKey))).toBe(false);
    expect([...first, ...second].some((event) => event.text.includes(two.writeKey))).toBe(false);
  });

  it('reads text/plain and gzip as JSON', async () => {
    const { id, writeKey } = await source();
    const event = JSON.stringify({ userId: 'u', event: 'Zipped' });
    const plain = await server.post('/v1/t', event, { writeKey, headers: { 'content-type': 'text/plain' } });
    const zipped = await server.post('/v1/t', gzipSync(event), { writeKey, headers: { 'content-encoding': 'gzip' } });
    expect([plain.status, zipped.status]).toEqual([200, 200]);
    expect(await loggedEvents(id)).toHaveLength(2);
  });

  it('lets any site call it: preflight and answers, errors too, name the origin', async () => {
    const headers = { origin: 'https://shop.example', 'access-control-request-headers': 'authorization,content-type' };
    const preflight = await fetch(`${server.url}/v1/t`, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/authorization.*content-type/);
    const asked = { origin: 'https://shop.example', 'access-control-request-headers': 'content-type,x-tenant' };
    const reflected = await fetch(`${server.url}/v1/t`, { method: 'OPTIONS', headers: asked });
    expect(reflected.headers.get('access-control-allow-headers')).toBe('content-type,x-tenant');
    const refused = await server.post('/v1/t', '{', { headers: { origin: 'https://shop.example' } });
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    const accepted = await server.post(
      '/v1/t',
      {},
      { writeKey: 'k'.repeat(32), headers: { origin: 'https://shop.example' } },
    );
    expect(accepted.status).toBe(200);
    // What sendBeacon with a JSON Blob, and fetch with credentials: 'include', ask for.
    for (const answer of [preflight, refused, accepted]) {
      expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
      expect(answer.headers.get('access-control-allow-origin')).not.toBe('*');
    }
  });

  it('answers other methods 405, other paths 404, and leaves paths outside /v1/ to others', async () => {
    const get = await fetch(`${server.url}/v1/track`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    expect(await get.json()).toMatchObject({ success: false, code: 'method_not_allowed' });
    expect(await server.post('/v1/nothing', {})).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await fetch(`${server.url}/sign-in`)).status).toBe(418);
  });

  it('accepts and drops the metrics of analytics.js', async () => {
    expect(await server.post('/v1/m', { series: [] })).toMatchObject({ status: 200, body: SUCCESS });
  });

  it('fills context.ip and userAgent for browsers only', async () => {
    const { id, writeKey } = await source();
    const headers = { 'user-agent': 'Browser/1' };
    const send = (event: string, context: object) =>
      server.post('/v1/track', { userId: 'u', event, context }, { writeKey, headers });
    await send('browser', { library: { name: 'analytics.js', version: 'next-1' } });
    await send('direct', { direct: true });
    await send('server', { library: { name: '@segment/analytics-node', version: '3' } });
    await send('given', { library: { name: 'analytics.js' }, ip: '192.0.2.7', userAgent: 'Other/2' });
    const contexts = (await loggedEvents(id)).map(({ payload }) => payload.context);
    expect(contexts).toEqual([
      { library: { name: 'analytics.js', version: 'next-1' }, ip: '127.0.0.1', userAgent: 'Browser/1' },
      { direct: true, ip: '127.0.0.1', userAgent: 'Browser/1' },
      { library: { name: '@segment/analytics-node', version: '3' } },
      { library: { name: 'analytics.js' }, ip: '192.0.2.7', userAgent: 'Other/2' },
    ]);
  });

  it('merges what the batch says into its events, which win', async () => {
    const { id, writeKey } = await source();
    await server.post('/v1/batch', {
      writeKey,
      context: { locale: 'nl-NL', timezone: 'Europe/Amsterdam' },
      integrations: { All: true, Webhooks: true },
      batch: [{ type: 'identify', userId: 'u', context: { locale: 'en-GB' }, integrations: { Webhooks: false } }],
    });
    const [event] = await loggedEvents(id);
    expect(event?.payload.context).toEqual({ locale: 'en-GB', timezone: 'Europe/Amsterdam' });
    expect(event?.payload.integrations).toEqual({ All: true, Webhooks: false });
  });

  it('answers 200 to an unknown write key, stores nothing, and counts what vanished', async () => {
    const answer = await server.post('/v1/track', { userId: 'u', event: 'A', writeKey: randomToken(32) });
    expect(answer).toMatchObject({ status: 200, body: SUCCESS });
    expect(server.ingest.health().detail).toMatch(/[1-9]\d* events with unknown write keys/);
  });

  it('shows the events of a disabled source as failed, and accepts the same event once the source is enabled', async () => {
    const { id, writeKey } = await source({ enabled: false });
    const event = { userId: 'u', event: 'A', messageId: 'm-1' };
    expect(await server.post('/v1/track', event, { writeKey })).toMatchObject({ status: 200, body: SUCCESS });
    await db().source.update({ where: { id }, data: { enabled: true } });
    await vi.waitFor(
      async () => {
        await server.post('/v1/track', event, { writeKey });
        expect((await loggedEvents(id)).at(-1)?.outcome).toBe('successfully_received');
      },
      { interval: 100 },
    );
    expect((await loggedEvents(id))[0]).toMatchObject({ outcome: 'failed_on_ingest', reason: 'source_disabled' });
  });

  it('stops taking events for a revoked write key, though it was in use a moment ago', async () => {
    const { id, writeKey } = await source();
    await server.post('/v1/track', { userId: 'u', event: 'Before' }, { writeKey });
    await db().writeKey.update({ where: { key: writeKey }, data: { revokedAt: new Date() } });
    let sent = 0;
    await vi.waitFor(async () => {
      await server.post('/v1/track', { userId: 'u', event: `After ${(sent += 1)}` }, { writeKey });
      expect((await loggedEvents(id)).length).toBeLessThan(sent + 1);
    });
  });

  it('records when a write key was last used', async () => {
    const { writeKey } = await source();
    await server.post('/v1/track', { userId: 'u', event: 'A' }, { writeKey });
    await vi.waitFor(async () => {
      const found = await db().writeKey.findUniqueOrThrow({ where: { key: writeKey } });
      expect(found.lastUsedAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    });
  });
});

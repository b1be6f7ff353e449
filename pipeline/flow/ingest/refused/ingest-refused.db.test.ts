import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db, pool } from '@/storage/client';
import { aSource, aWorkspace } from '@/testing/factories';
import { basicAuth, loggedEvents, startIngestServer, warm, type IngestServer } from '@/testing/ingest-server';
import { anOauthApp } from '@/testing/oauth';

describe('what was refused', () => {
  let server: IngestServer;
  beforeAll(async () => {
    server = await startIngestServer();
    await warm(server);
  });
  afterAll(() => server.close());
  const source = async () => aSource((await aWorkspace()).workspace.id);
  const reasons = async (id: string) => (await loggedEvents(id)).map(({ type, reason }) => [type, reason]);
  const countedAs = async (id: string, reason: string) => {
    const { rows } = await pool().query<{ count: number }>(
      `SELECT COALESCE(sum(count), 0)::int AS count FROM pipeline.outcome_count
        WHERE source_id = $1 AND reason = $2 AND outcome = 'failed_on_ingest' AND destination_id = '' AND grain = 'h'`,
      [id, reason],
    );
    return rows[0]?.count ?? 0;
  };

  it('stands in the log with its code, what its sender was told, a piece of it, and the id of its answer', async () => {
    const { id, writeKey } = await source();
    const answer = await server.post('/v1/track', '{"userId":"u", broken', { writeKey });
    await expect.poll(() => reasons(id)).toEqual([['track', 'bad_request']]);
    const [event] = await loggedEvents(id);
    expect(event?.payload).toMatchObject({
      problem: 'The body is not valid JSON.',
      excerpt: '{"userId":"u", broken',
      _metadata: { requestId: answer.headers.get('x-request-id') },
    });
  });

  it('is found by a write key in its broken text too, which is never shown', async () => {
    const { id, writeKey } = await source();
    await server.post('/v1/batch', `{"writeKey": "${writeKey}", "batch": [{`);
    await expect.poll(() => reasons(id)).toHaveLength(1);
    await server.post('/v1/track', `{"writeKey":"${writeKey}","properties":{"pad":"${'x'.repeat(40_000)}"}}`);
    await expect
      .poll(() => reasons(id))
      .toEqual([
        ['unknown', 'bad_request'],
        ['track', 'message_too_large'],
      ]);
    for (const { text } of await loggedEvents(id)) expect(text).not.toContain(writeKey);
  });

  it('is found by a write key at the beginning of a gzip that is too large, packed or unpacked', async () => {
    const { id, writeKey } = await source();
    const headers = { 'content-encoding': 'gzip' };
    const begun = `{"writeKey":"${writeKey}","properties":{"pad":"`;
    const bomb = gzipSync(`${begun}${'x'.repeat(200_000)}"}}`);
    expect((await server.post('/v1/track', bomb, { headers })).status).toBe(400);
    await expect.poll(() => reasons(id)).toEqual([['track', 'message_too_large']]);
    const noise = gzipSync(`${begun}${randomBytes(60_000).toString('base64')}"}}`);
    expect(noise.length).toBeGreaterThan(40_000);
    expect((await server.post('/v1/track', noise, { headers })).status).toBe(400);
    await expect.poll(async () => (await reasons(id)).length).toBe(2);
    expect((await loggedEvents(id))[0]?.payload.excerpt).toMatch(/^\{"writeKey":"…","properties":\{"pad":"xxx/);
  });

  it('is recorded when the body only says how large it will be, and never comes', async () => {
    const { id, writeKey } = await source();
    const socket = net.connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write(
      `POST /v1/t HTTP/1.1\r\nHost: x\r\nAuthorization: ${basicAuth(writeKey)}\r\nContent-Length: 99999\r\n\r\n`,
    );
    const answer = await new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())));
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    await expect.poll(() => reasons(id)).toEqual([['track', 'message_too_large']]);
  });

  it('becomes at most a few rows a second, and every request is counted', async () => {
    const { id, writeKey } = await source();
    const begun = performance.now();
    await server.post('/v1/track', '{', { writeKey });
    const requests = Array.from({ length: 199 }, () => server.post('/v1/track', '{', { writeKey }));
    await Promise.all(requests);
    const seconds = (performance.now() - begun) / 1000;
    await expect.poll(async () => (await countedAs(id, 'bad_request')) + (await loggedEvents(id)).length).toBe(200);
    expect((await loggedEvents(id)).length).toBeLessThanOrEqual(5 * (Math.ceil(seconds) + 1));
  });

  const seen = async (id: string, reason: string) =>
    (await countedAs(id, reason)) + (await loggedEvents(id)).filter((event) => event.reason === reason).length;
  const event = (writeKey?: string) => ({ type: 'track', userId: 'u', event: 'A', ...(writeKey ? { writeKey } : {}) });

  it('counts for each owner all events of a batch that one event without a key brought down', async () => {
    const [one, two] = [await source(), await source()];
    const batch = [...new Array<string>(9).fill(one.writeKey), two.writeKey].map((key) => event(key));
    const answer = await server.post('/v1/batch', { batch: [...batch, event()] });
    expect(answer).toMatchObject({ status: 400, body: { code: 'missing_write_key' } });
    await expect.poll(() => seen(one.id, 'bad_request')).toBe(9);
    await expect.poll(() => seen(two.id, 'bad_request')).toBe(1);
  });

  it('is shown to every owner whose events came beside those of a source that requires OAuth', async () => {
    const ctx = await aWorkspace();
    const [free, strict] = [await aSource(ctx.workspace.id), await aSource(ctx.workspace.id)];
    const { id: oauthAppId } = await anOauthApp(ctx);
    await db().source.update({ where: { id: strict.id }, data: { oauthAppId, oauthRequired: true } });
    const batch = [event(free.writeKey), event(free.writeKey), event(strict.writeKey)];
    expect(await server.post('/v1/batch', { batch })).toMatchObject({ status: 401, body: { code: 'oauth_required' } });
    await expect.poll(() => seen(free.id, 'oauth_required')).toBe(2);
    await expect.poll(() => seen(strict.id, 'oauth_required')).toBe(1);
  });

  it('of a disabled source is source_disabled', async () => {
    const { id, writeKey } = await source();
    await db().source.update({ where: { id }, data: { enabled: false } });
    await server.post('/v1/track', '{', { writeKey });
    await expect.poll(() => reasons(id)).toEqual([['track', 'source_disabled']]);
  });
});

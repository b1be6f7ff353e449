import http from 'node:http';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { pool } from '@/storage/client';
import { aSource, aWorkspace } from '@/testing/factories';
import { basicAuth, loggedEvents, startIngestServer, type IngestServer } from '@/testing/ingest-server';

const KB = 1024;

describe('the Tracking API, given bad input', () => {
  let server: IngestServer;
  let source: Awaited<ReturnType<typeof aSource>>;
  beforeAll(async () => {
    server = await startIngestServer();
  });
  afterAll(() => server.close());
  const freshSource = async () => (source = await aSource((await aWorkspace()).workspace.id));
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    server.post(path, body, { writeKey: source.writeKey, headers });
  const reasons = async () => (await loggedEvents(source.id)).map((event) => event.reason);
  /** A track event whose JSON has exactly `bytes` bytes. */
  const eventOf = (bytes: number) => {
    const event = { type: 'track', event: 'Big', userId: 'u', properties: { pad: '' } };
    event.properties.pad = 'x'.repeat(bytes - JSON.stringify(event).length);
    return event;
  };

  it.each(['', '{', 'null', '[]', '"text"', '{"a":1}}', '[[[['])('answers 400 to the body %j', async (body) => {
    await freshSource();
    expect(await post('/v1/track', body)).toMatchObject({
      status: 400,
      body: { success: false, code: 'invalid_json' },
    });
    expect(await post('/v1/batch', body)).toMatchObject({ status: 400 });
    await expect.poll(reasons).toEqual(['bad_request', 'bad_request']);
  });

  it('takes an event of exactly 32 KB and answers 400 to one byte more', async () => {
    await freshSource();
    expect((await post('/v1/track', eventOf(32 * KB))).status).toBe(200);
    expect(await post('/v1/track', eventOf(32 * KB + 1))).toMatchObject({ status: 400, body: { code: 'too_large' } });
    await expect.poll(reasons).toEqual([null, 'message_too_large']);
  });

  it('keeps the others of a batch when one of its events is over 32 KB, and shows that one as message_too_large', async () => {
    await freshSource();
    const context = { note: 'y'.repeat(2000) };
    const batch = [eventOf(32 * KB), { ...eventOf(32 * KB + 1), messageId: 'too-large' }, eventOf(100)];
    expect((await post('/v1/batch', { context, batch })).status).toBe(200);
    const events = await loggedEvents(source.id);
    expect(events.map((event) => event.reason)).toEqual([null, 'message_too_large', null]);
    expect(events[1]).toMatchObject({ message_id: 'too-large', name: 'Big', type: 'track' });
    expect(events[1]?.text.length).toBeLessThan(4 * KB);
  });

  it('answers 400 to a batch over 500 KB, however it is packed', async () => {
    await freshSource();
    const body = JSON.stringify({ batch: Array.from({ length: 20 }, () => eventOf(26 * KB)) });
    expect(body.length).toBeGreaterThan(500 * KB);
    expect(await post('/v1/batch', body)).toMatchObject({ status: 400, body: { code: 'too_large' } });
    const zipped = await post('/v1/batch', gzipSync(body), { 'content-encoding': 'gzip' });
    expect(zipped).toMatchObject({ status: 400, body: { code: 'too_large' } });
    await expect.poll(reasons).toEqual(['batch_too_large', 'batch_too_large']);
  });

  it('stops unpacking a gzip bomb at the limit', async () => {
    await freshSource();
    const bomb = gzipSync(Buffer.alloc(400 * KB * KB));
    expect(bomb.length).toBeLessThan(500 * KB);
    const before = process.memoryUsage().rss;
    expect((await post('/v1/batch', bomb, { 'content-encoding': 'gzip' })).status).toBe(400);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * KB * KB);
  });

  it('answers 400 to what is not gzip and to other encodings', async () => {
    await freshSource();
    expect(await post('/v1/t', 'plain', { 'content-encoding': 'gzip' })).toMatchObject({ body: { code: 'bad_gzip' } });
    expect(await post('/v1/t', '{}', { 'content-encoding': 'br' })).toMatchObject({
      status: 400,
      body: { code: 'unsupported_encoding' },
    });
  });

  it('answers before the end of a body that is too large, and then hangs up', async () => {
    const request = http.request(`${server.url}/v1/track`, { method: 'POST' });
    const answer = new Promise<http.IncomingMessage>((resolve) => request.once('response', resolve));
    const closed = new Promise((resolve) => request.once('close', resolve));
    request.on('error', () => undefined);
    request.write('x'.repeat(64 * KB));
    expect((await answer).statusCode).toBe(400);
    (await answer).resume();
    for (let sent = 0; sent < 8 && !request.destroyed; sent += 1) request.write('x'.repeat(KB * KB));
    await closed;
  });

  it('answers 408 to a body that does not come and lets the connection go', async () => {
    const hasty = await startIngestServer({ limits: { bodyTimeoutMs: 300 } });
    onTestFinished(() => hasty.close());
    const socket = net.connect(Number(new URL(hasty.url).port), '127.0.0.1');
    socket.write('POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"a":');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    await new Promise((resolve) => socket.once('close', resolve));
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"timeout"');
  });

  it('answers 200 to a batch of 2,500 and keeps it; one more is answered 200, and none is kept', async () => {
    await freshSource();
    const batch = (length: number) =>
      Array.from({ length }, (_, n) => ({ type: 'track', event: `E${n}`, userId: 'u' }));
    expect((await post('/v1/batch', { batch: batch(2500) })).status).toBe(200);
    expect((await loggedEvents(source.id)).filter((event) => event.outcome === 'successfully_received')).toHaveLength(
      2500,
    );
    await freshSource();
    expect((await post('/v1/batch', { batch: batch(2501) })).status).toBe(200);
    const events = await loggedEvents(source.id);
    expect(events).toHaveLength(101);
    expect(new Set(events.map((event) => event.reason))).toEqual(new Set(['batch_too_long']));
  });

  it('counts every event of a batch that is too long, though most have no row', async () => {
    await freshSource();
    const other = await aSource((await aWorkspace()).workspace.id);
    const own = new Array<object>(5990).fill({ type: 'track', event: 'E', userId: 'u' });
    const batch = [...own, ...new Array<object>(10).fill({ type: 'track', writeKey: other.writeKey })];
    expect((await post('/v1/batch', { batch })).status).toBe(200);
    const counted = async (id: string) => {
      const { rows } = await pool().query<{ count: number }>(
        `SELECT COALESCE(sum(count), 0)::int AS count FROM pipeline.outcome_count
          WHERE source_id = $1 AND reason = 'batch_too_long' AND outcome = 'failed_on_ingest' AND grain = 'h'`,
        [id],
      );
      return (rows[0]?.count ?? 0) + (await loggedEvents(id)).length;
    };
    await expect.poll(() => counted(source.id)).toBe(5990);
    await expect.poll(() => counted(other.id)).toBe(10);
    expect(await loggedEvents(source.id)).toHaveLength(101);
    expect(await loggedEvents(other.id)).toHaveLength(1);
  });

  it('sums up the end of an absurdly long batch in one row', async () => {
    await freshSource();
    expect((await post('/v1/batch', { batch: new Array(100_000).fill(1) })).status).toBe(200);
    const events = await loggedEvents(source.id);
    expect(events).toHaveLength(101);
    expect(events.at(-1)?.payload).toMatchObject({ batchSize: 100_000, notRecorded: 99_900 });
  });

  it('shows an empty batch, and one that is no array', async () => {
    await freshSource();
    expect((await post('/v1/batch', { batch: [] })).status).toBe(200);
    expect((await post('/v1/batch', { batch: 'x' })).status).toBe(200);
    expect((await loggedEvents(source.id)).map((event) => event.reason)).toEqual(['empty_batch', 'bad_request']);
  });

  it('shows each invalid event of a batch with its reason and keeps the valid ones', async () => {
    await freshSource();
    const batch = [
      { type: 'track', event: 'Good', userId: 'u' },
      'text',
      null,
      { userId: 'u' },
      { type: 'constructor', userId: 'u' },
      { type: 'track', userId: 'u' },
      { type: 'identify' },
    ];
    expect((await post('/v1/batch', { batch })).status).toBe(200);
    expect((await loggedEvents(source.id)).map(({ type, reason }) => [type, reason])).toEqual([
      ['track', null],
      ['unknown', 'bad_request'],
      ['unknown', 'bad_request'],
      ['unknown', 'unknown_type'],
      ['unknown', 'unknown_type'],
      ['track', 'event_not_defined'],
      ['identify', 'no_user_anon_id'],
    ]);
  });

  it('answers 400 without a write key or with a very short one', async () => {
    expect(await server.post('/v1/track', { userId: 'u', event: 'A' })).toMatchObject({
      status: 400,
      body: { code: 'missing_write_key' },
    });
    for (const writeKey of ['', 'abc']) {
      const [header, body] = [
        await server.post('/v1/track', { userId: 'u', event: 'A' }, { writeKey }),
        await server.post('/v1/track', { userId: 'u', event: 'A', writeKey }),
      ];
      expect([header.status, body.status]).toEqual([400, 400]);
    }
    const batch = [{ type: 'track', event: 'A', userId: 'u' }];
    expect((await server.post('/v1/batch', { batch })).status).toBe(400);
  });

  it.each(['\0'.repeat(32), 'x'.repeat(5000), '\ud800'.repeat(32), "';DROP TABLE source;--aaaaaaaaaaaa"])(
    'treats the write key %j as unknown',
    async (writeKey) => {
      expect((await server.post('/v1/track', { userId: 'u', event: 'A', writeKey })).status).toBe(200);
    },
  );

  it('keeps __proto__, constructor and prototype as data', async () => {
    await freshSource();
    const text =
      '{"userId":"u","event":"A","__proto__":{"polluted":1},"properties":{"__proto__":{"a":1},"constructor":{"prototype":{"b":2}}}' +
      ',"context":{"__proto__":{"ip":"6.6.6.6"}}}';
    expect((await post('/v1/track', text)).status).toBe(200);
    await post(
      '/v1/batch',
      `{"context":{"__proto__":{"c":3},"locale":"nl"},"batch":[${text.replace('{', '{"type":"track",')}]}`,
    );
    const [single, batched] = await loggedEvents(source.id);
    for (const event of [single, batched]) {
      expect(event?.text).toContain('"__proto__":{"polluted":1}');
      expect(event?.text).toContain('"properties":{"__proto__":{"a":1},"constructor":{"prototype":{"b":2}}}');
      expect(event?.text).toContain('"__proto__":{"ip":"6.6.6.6"}');
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('keeps NUL and lone surrogates in the payload, and replaces them in columns', async () => {
    await freshSource();
    const text = String.raw`{"userId":"u\u0000\ud800","event":"A\u0000\u001e\u001f\udfff","messageId":"m\u0000\ud800","properties":{"k\u0000":"v\ud800"}}`;
    expect((await post('/v1/track', text)).status).toBe(200);
    const [event] = await loggedEvents(source.id);
    expect(event).toMatchObject({ name: 'A\ufffd\ufffd\ufffd\ufffd', user_id: 'u\ufffd\ufffd' });
    expect(event?.payload).toMatchObject({ userId: 'u\0\ud800', properties: { 'k\0': 'v\ud800' } });
    expect(event?.payload.messageId).toBe(event?.message_id);
    expect(event?.message_id).toMatch(/^m-[0-9a-f]{32}$/);
  });

  it('keeps the first 10,000 keys of an event, and says how many it dropped', async () => {
    await freshSource();
    const event = { type: 'track', userId: 'u', event: 'A', context: { after: 1 } };
    const numbers = new Array<number>(12_000).fill(7);
    expect((await post('/v1/track', { ...event, properties: { numbers, late: { a: 1 } } })).status).toBe(200);
    expect(
      (await post('/v1/batch', { batch: [{ ...event, properties: { numbers: numbers.slice(5000) } }] })).status,
    ).toBe(200);
    const [cut, whole] = await loggedEvents(source.id);
    // Its five fields and `numbers` come first; so 9,994 of the numbers, nothing of what follows, but all its fields.
    expect(cut).toMatchObject({ reason: null, name: 'A', user_id: 'u' });
    expect((cut?.payload.properties as { numbers: number[] }).numbers).toHaveLength(9994);
    expect(cut?.payload.properties).not.toHaveProperty('late');
    expect(cut?.payload._metadata).toEqual({ droppedKeys: 12_000 - 9994 + 2 });
    expect((whole?.payload.properties as { numbers: number[] }).numbers).toHaveLength(7000);
    expect(whole?.payload).not.toHaveProperty('_metadata');
  });

  it('shows an event of a batch that is too large and has too many keys as message_too_large', async () => {
    await freshSource();
    const properties = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`k${n}`, n]));
    expect((await post('/v1/track', { userId: 'u', event: 'A', properties })).status).toBe(400);
    const batch = [{ type: 'track', userId: 'u', event: 'A', properties }];
    expect((await post('/v1/batch', { batch })).status).toBe(200);
    await expect.poll(reasons).toEqual(['message_too_large', 'message_too_large']);
  });

  it.each([
    ['arrays', '['.repeat(15_000) + ']'.repeat(15_000)],
    ['objects', '{"a":'.repeat(5000) + '1' + '}'.repeat(5000)],
    ['a long key', `{"${'k'.repeat(2000)}":1}`],
  ])('shows an event with too deep or too wide %s as too_complex', async (_, nested) => {
    await freshSource();
    const fields = `"userId":"u","event":"Deep","messageId":"m1","properties":{"x":${nested}}`;
    expect((await post('/v1/track', `{${fields}}`)).status).toBe(200);
    expect((await post('/v1/batch', `{"batch":[{"type":"track",${fields}},${nested}]}`)).status).toBe(200);
    expect((await post('/v1/batch', `{"context":{"x":${nested}},"batch":[{"type":"page","userId":"u"}]}`)).status).toBe(
      200,
    );
    const events = await loggedEvents(source.id);
    expect(events.map(({ type, reason }) => [type, reason])).toEqual([
      ['track', 'too_complex'],
      ['track', 'too_complex'],
      ['unknown', nested.startsWith('[') ? 'bad_request' : 'too_complex'],
      ['page', 'too_complex'],
    ]);
    expect(events[0]).toMatchObject({ message_id: 'm1', name: 'Deep', user_id: 'u' });
  });

  it('refuses a batch whose context, merged into each event, would grow beyond reason', async () => {
    await freshSource();
    const batch = Array.from({ length: 2500 }, () => ({ type: 'page', userId: 'u' }));
    const context = { pad: 'x'.repeat(300 * KB) };
    expect(await post('/v1/batch', { context, batch })).toMatchObject({
      status: 400,
      body: { code: 'batch_too_large' },
    });
    // No event of the batch, but one row that tells of the refusal.
    await vi.waitFor(async () => {
      expect(await loggedEvents(source.id)).toMatchObject([{ outcome: 'failed_on_ingest', reason: 'batch_too_large' }]);
    });
  });

  it('never crashes on random bytes', async () => {
    await freshSource();
    const authorization = basicAuth(source.writeKey);
    for (let n = 0; n < 50; n += 1) {
      const bytes = Buffer.from(Array.from({ length: 200 }, (_, i) => (i * 7919 * (n + 1)) % 256));
      expect((await server.post('/v1/t', bytes, { headers: { authorization } })).status).toBe(400);
    }
  });
});

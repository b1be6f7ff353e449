import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pool } from '@/storage/client';
import { aSource, aWorkspace } from '@/testing/factories';
import { basicAuth, loggedEvents, startIngestServer, type IngestServer } from '@/testing/ingest-server';

const BROWSER = 'Mozilla/5.0 (Macintosh) Mail';

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

describe('the Pixel API', () => {
  let server: IngestServer;
  beforeAll(async () => {
    server = await startIngestServer();
  });
  afterAll(() => server.close());

  const get = (path: string, options: http.RequestOptions = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const request = http.request(server.url + path, { headers: { 'user-agent': BROWSER }, ...options }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () =>
          resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) }),
        );
      });
      request.on('error', reject).end();
    });
  const encode = (event: unknown, encoding: BufferEncoding = 'base64url') =>
    Buffer.from(typeof event === 'string' ? event : JSON.stringify(event)).toString(encoding);
  const source = async (data: { enabled?: boolean } = {}) => aSource((await aWorkspace()).workspace.id, data);
  const expectImage = ({ status, headers, body }: Answer) => {
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'image/gif', 'cache-control': 'no-store' });
    expect(headers['content-length']).toBe(String(body.length));
    expect(body.subarray(0, 10).toString('latin1')).toBe('GIF89a\x01\0\x01\0');
    expect(body.at(-1)).toBe(0x3b);
  };

  it.each([
    ['identify', { traits: { plan: 'pro' } }],
    ['track', { event: 'Email Opened', properties: { subject: 'Ünï ✓ 🎉' } }],
    ['page', { name: 'Home' }],
    ['screen', { name: 'Home' }],
    ['group', { groupId: 'g1' }],
    ['alias', { previousId: 'a1' }],
  ])('has logged a %s as a browser sent it by the time the image is there', async (type, fields) => {
    const { id, writeKey } = await source();
    expectImage(await get(`/v1/pixel/${type}?data=${encode({ writeKey, userId: 'u1', ...fields })}`));
    const [event] = await loggedEvents(id);
    expect(event).toMatchObject({ type, user_id: 'u1', outcome: 'successfully_received' });
    expect(event?.payload).toMatchObject({
      ...fields,
      channel: 'browser',
      context: { ip: '127.0.0.1', userAgent: BROWSER },
    });
    expect(event?.text).not.toContain(writeKey);
  });

  it('reads base64 of both alphabets, padded or not, escaped or not, in lines', async () => {
    const { id, writeKey } = await source();
    const event = { writeKey, userId: 'u', event: 'Ÿ>?>?~~ÿÿ ok' };
    const plain = encode(event, 'base64');
    expect(plain).toMatch(/[+/]/);
    const forms = [plain, encodeURIComponent(plain), plain.replaceAll('=', ''), encode(event)];
    forms.push(encodeURIComponent(plain.replace(/.{20}/g, '$&\r\n')));
    for (const form of forms) expectImage(await get(`/v1/pixel/track?data=${form}&cache=1`));
    expect((await loggedEvents(id)).map(({ name }) => name)).toEqual(forms.map(() => event.event));
  });

  it('reads an event spread over parameters, with dots for nesting', async () => {
    const { id, writeKey } = await source();
    const query = `userId=007&event=Email+Opened&properties.subject=Hi%20%26%20bye&properties.mail.id=5&writeKey=${writeKey}`;
    expectImage(await get(`/v1/pixel/track/?${query}`));
    const [event] = await loggedEvents(id);
    expect(event).toMatchObject({ name: 'Email Opened', user_id: '007', reason: null });
    expect(event?.payload).toMatchObject({ properties: { subject: 'Hi & bye', mail: { id: '5' } } });
    expect(event?.text).not.toContain(writeKey);
  });

  it('keeps prototypes, contradictions and absurd depths in parameters harmless', async () => {
    const { id, writeKey } = await source();
    const deep = `properties${'.a'.repeat(3000)}=1`;
    const base = `/v1/pixel/track?writeKey=${writeKey}&userId=u&event=A`;
    expectImage(await get(`${base}&__proto__.polluted=1&properties.__proto__.x=2&constructor.prototype.y=3`));
    expectImage(await get(`${base}&properties.a=1&properties.a.b=2&properties.a=3&event=B&=x&.=y`));
    expectImage(await get(`${base}&${deep}`));
    const [proto, mixed, nested] = await loggedEvents(id);
    expect(proto?.text).toContain('"__proto__":{"polluted":"1"}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(mixed).toMatchObject({ name: 'B', payload: { properties: { a: { b: '2' } } } });
    expect(nested).toMatchObject({ reason: 'too_complex', type: 'track' });
  });

  it('takes an event once, by its messageId, together with what is posted', async () => {
    const { id, writeKey } = await source();
    const event = { writeKey, userId: 'u', event: 'A', messageId: 'm-1' };
    for (let n = 0; n < 2; n += 1) expectImage(await get(`/v1/pixel/track?data=${encode(event)}`));
    await server.post('/v1/track', event);
    expect((await loggedEvents(id)).filter(({ message_id }) => message_id === 'm-1')).toHaveLength(1);
  });

  it('shows an invalid event, and any event of a disabled source, with its reason', async () => {
    const [on, off] = [await source(), await source({ enabled: false })];
    expectImage(await get(`/v1/pixel/track?data=${encode({ writeKey: on.writeKey, userId: 'u' })}`));
    expectImage(await get(`/v1/pixel/page?data=${encode({ writeKey: off.writeKey, userId: 'u' })}`));
    expectImage(await get(`/v1/pixel/page?data=${encode({ writeKey: off.writeKey, userId: 'u' }).slice(0, -4)}`));
    expect((await loggedEvents(on.id)).map(({ reason }) => reason)).toEqual(['event_not_defined']);
    expect((await loggedEvents(off.id)).map(({ reason }) => reason)).toEqual(['source_disabled', 'source_disabled']);
  });

  it('shows data that cannot be read as long as a write key can be made out, and never that key', async () => {
    const { id, writeKey } = await source();
    const whole = encode({ writeKey, userId: 'u', event: 'Email Opened', properties: { subject: 'Welcome' } });
    const broken = [
      `data=${whole.slice(0, -9)}`,
      `data=${encodeURIComponent(`{"writeKey":"${writeKey}","userId":"u"}`)}`,
      `data=${whole}!!!`,
      `data=*&writeKey=${writeKey}`,
      `data=${encode('[1]')}&writeKey=${writeKey}`,
      `data=&writeKey=${writeKey}`,
    ];
    for (const query of broken) expectImage(await get(`/v1/pixel/track?${query}`));
    const headers = { authorization: basicAuth(writeKey) };
    expectImage(await get('/v1/pixel/track?data=%00%ff', { headers }));
    const events = await loggedEvents(id);
    expect(events.map(({ type, reason }) => [type, reason])).toEqual(
      Array.from({ length: 7 }, () => ['track', 'bad_request']),
    );
    expect(events[0]?.payload).toMatchObject({
      problem: 'The data parameter is not base64 of a JSON object.',
      data: expect.stringContaining('"event":"Email Opened"') as string,
    });
    expect(events[1]?.payload).toMatchObject({ problem: 'The data parameter is not base64.' });
    expect(events.some(({ text }) => text.includes(writeKey))).toBe(false);
  });

  it('gives the image and nothing else without a write key, with one that nobody has, and to HEAD', async () => {
    const { id, writeKey } = await source();
    const unknown = encode({ writeKey: 'x'.repeat(32), userId: 'u', event: 'A' });
    for (const query of ['', '?', '?data=', '?data=%ff', '?writeKey=abc', '?userId=u&event=A', `?data=${unknown}`]) {
      expectImage(await get(`/v1/pixel/track${query}`));
    }
    const head = await get(`/v1/pixel/track?writeKey=${writeKey}&userId=u&event=A`, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, headers: { 'content-type': 'image/gif' } });
    expect(await loggedEvents(id)).toEqual([]);
  });

  it('names its methods to a POST and has no other paths', async () => {
    const posted = await get('/v1/pixel/track', { method: 'POST' });
    expect(posted).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, OPTIONS' } });
    for (const path of ['/v1/pixel', '/v1/pixel/', '/v1/pixel/batch', '/v1/pixel/t/x']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('sends the image only after the commit', async () => {
    const { id, writeKey } = await source();
    const path = `/v1/pixel/track?data=${encode({ writeKey, userId: 'u', event: 'A' })}`;
    const lock = await pool().connect();
    await lock.query('BEGIN');
    await lock.query('LOCK TABLE pipeline.event IN ACCESS EXCLUSIVE MODE');
    let answered = false;
    const answer = get(path).finally(() => (answered = true));
    try {
      await vi.waitFor(async () => {
        const { rows } = await pool().query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
              AND application_name = 'switchyard-ingest' AND wait_event_type = 'Lock'`,
        );
        expect(rows).toHaveLength(1);
      });
      expect(answered).toBe(false);
    } finally {
      await lock.query('COMMIT');
      lock.release();
    }
    expectImage(await answer);
    expect(await loggedEvents(id)).toHaveLength(1);
  });
});

describe('the Pixel API, when events cannot be stored', () => {
  it('still sends the image, but never says 200', async () => {
    const { writeKey } = await aSource((await aWorkspace()).workspace.id);
    const server = await startIngestServer();
    try {
      await server.ingest.close();
      const response = await fetch(`${server.url}/v1/pixel/track?writeKey=${writeKey}&userId=u&event=A`);
      expect(response.status).toBe(503);
      expect(response.headers.get('content-type')).toBe('image/gif');
    } finally {
      await server.close();
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installation, setInstallation } from '@/platform/installation';
import { aSource, aWorkspace } from '@/testing/factories';
import { loggedEvents, startIngestServer, warm, type IngestServer } from '@/testing/ingest-server';

const PATHS = [
  'identify',
  'track',
  'page',
  'screen',
  'group',
  'alias',
  'i',
  't',
  'p',
  's',
  'g',
  'a',
  'batch',
  'import',
  'b',
  'm',
];

describe('what clients send', () => {
  let server: IngestServer;
  beforeAll(async () => {
    setInstallation({ ...installation(), trustedProxies: ['127.0.0.0/8', '10.0.0.0/8'] });
    server = await warm(await startIngestServer());
  });
  afterAll(() => server.close());
  const source = async () => aSource((await aWorkspace()).workspace.id);
  const event = { userId: 'u', event: 'A', groupId: 'g', previousId: 'p' };

  it.each(PATHS)('is taken at /v1/%s, with a slash or a query at its end too', async (path) => {
    const { id, writeKey } = await source();
    const body = ['batch', 'import', 'b'].includes(path) ? { batch: [{ type: 'track', ...event }] } : event;
    for (const end of ['', '/', '?x=1', '/?x=1']) {
      expect(await server.post(`/v1/${path}${end}`, body, { writeKey })).toMatchObject({ status: 200 });
    }
    expect(await loggedEvents(id)).toHaveLength(path === 'm' ? 0 : 4);
  });

  it.each([...PATHS, 'pixel/track', 'nothing'])('a preflight of /v1/%s is answered 204', async (path) => {
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' };
    const answer = await fetch(`${server.url}/v1/${path}`, { method: 'OPTIONS', headers });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, 'https://shop.example']);
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
  });

  it.each(['text/plain;charset=UTF-8', 'application/x-www-form-urlencoded', 'application/json', 'nonsense'])(
    'a beacon with the content type %s is read as the JSON it is',
    async (type) => {
      const { id, writeKey } = await source();
      const body = JSON.stringify({ ...event, writeKey });
      expect(await server.post('/v1/t', body, { headers: { 'content-type': type } })).toMatchObject({ status: 200 });
      expect((await loggedEvents(id)).map(({ name }) => name)).toEqual(['A']);
    },
  );

  it('a retry says how often it was sent before; a first try, and what is no number, says nothing', async () => {
    const { id, writeKey } = await source();
    for (const count of ['3', '0', 'x', '-1', '']) {
      await server.post('/v1/track', event, { writeKey, headers: { 'x-retry-count': count } });
    }
    const own = { ...event, _metadata: { retryCount: 7, bundled: ['A'] } };
    await server.post('/v1/track', own, { writeKey, headers: { 'x-retry-count': '3' } });
    const metadata = (await loggedEvents(id)).map(({ payload }) => payload._metadata);
    expect(metadata).toEqual([{ retryCount: 3 }, undefined, undefined, undefined, undefined, own._metadata]);
  });

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['203.0.113.9, 10.0.0.1', '203.0.113.9'],
    ['198.51.100.1, 203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8::1', undefined],
    ['nonsense', undefined],
    ['203.0.113.9:51234', '203.0.113.9'],
  ])('behind a trusted proxy that names %s, a browser’s ip is %s', async (forwarded, ip) => {
    const { id, writeKey } = await source();
    const context = { library: { name: 'analytics.js' } };
    const headers = { 'x-forwarded-for': forwarded };
    await server.post('/v1/track', { ...event, context }, { writeKey, headers });
    await server.post('/v1/track', { ...event, context: { direct: true } }, { writeKey, headers });
    await server.post(
      '/v1/track',
      { ...event, context: { library: { name: 'analytics-ruby' } } },
      { writeKey, headers },
    );
    const ips = (await loggedEvents(id)).map(({ payload }) => payload.context.ip);
    expect(ips).toEqual([ip, ip, undefined]);
  });

  it('analytics.js’s reports about itself are counted', async () => {
    const before = server.ingest.metrics().metricsRequests;
    await server.post('/v1/m', { series: [{ type: 'Counter', metric: 'x', value: 1, tags: {} }] });
    expect(server.ingest.metrics().metricsRequests).toBe(before + 1);
    expect(server.ingest.health().detail).toMatch(/[1-9]\d* reports of analytics\.js/);
  });
});

import { gzipSync } from 'node:zlib';
import { Analytics, type HTTPFetchRequest } from '@segment/analytics-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSource, aWorkspace } from '@/testing/factories';
import { startIngestServer, type IngestServer } from '@/testing/ingest-server';
import { storedEvents } from '@/testing/sdk/stored-events';
import { expectTimeFormula } from '@/testing/sdk/time-formula';
import { startUnreliableFront, type Trouble, type UnreliableFront } from '@/testing/sdk/unreliable-front';

describe("Segment's Node SDK, delivering", () => {
  let server: IngestServer;
  const fronts: UnreliableFront[] = [];
  beforeAll(async () => {
    server = await startIngestServer();
  });
  afterAll(async () => {
    await Promise.all(fronts.map((front) => front.close()));
    await server.close();
  });

  async function connect(troubles: Trouble[] = [], options: Partial<ConstructorParameters<typeof Analytics>[0]> = {}) {
    const front = await startUnreliableFront(server.url, troubles);
    fronts.push(front);
    const { id, writeKey } = await aSource((await aWorkspace()).workspace.id);
    const analytics = new Analytics({ writeKey, host: front.url, flushInterval: 60_000, ...options });
    const errors: string[] = [];
    analytics.on('error', ({ reason }) => errors.push(reason instanceof Error ? reason.message : String(reason)));
    const batches = () =>
      front.seen.map(({ body }) => (JSON.parse(body.toString()) as { batch: { event: string }[] }).batch.length);
    const names = async (count: number) => (await storedEvents(id, count)).map(({ name }) => name).sort();
    return { front, id, analytics, errors, batches, names };
  }
  const track = (analytics: Analytics, event: string, properties: Record<string, unknown> = {}) =>
    analytics.track({ userId: 'u1', event, properties });

  it('sends as soon as flushAt events are there and the rest on closeAndFlush', async () => {
    const { analytics, front, batches, names, errors } = await connect([], { flushAt: 3 });
    for (let n = 0; n < 7; n += 1) track(analytics, `event ${n}`);
    await analytics.closeAndFlush();
    expect(batches()).toEqual([3, 3, 1]);
    expect(front.seen.map(({ method, path, status }) => [method, path, status])).toEqual(
      Array(3).fill(['POST', '/v1/batch', 200]),
    );
    expect(front.seen[0]?.headers).toMatchObject({ 'user-agent': 'analytics-node-next/latest' });
    expect(await names(7)).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `event ${n}`));
    expect(errors).toEqual([]);
  });

  it('takes the older option maxEventsInBatch for the same', async () => {
    const { analytics, batches, names } = await connect([], { maxEventsInBatch: 2 });
    for (let n = 0; n < 4; n += 1) track(analytics, `event ${n}`);
    await analytics.closeAndFlush();
    expect(batches()).toEqual([2, 2]);
    expect(await names(4)).toHaveLength(4);
  });

  it('has everything stored when flush resolves, and goes on afterwards', async () => {
    const { analytics, names } = await connect();
    track(analytics, 'first');
    await analytics.flush();
    expect(await names(1)).toEqual(['first']);
    track(analytics, 'second');
    await analytics.closeAndFlush();
    expect(await names(2)).toEqual(['first', 'second']);
  });

  it.concurrent.each<[string, Trouble, number | null]>([
    ['a 503', { status: 503, headers: { 'retry-after': '1' } }, 503],
    ['a connection that breaks', 'hang up', null],
    ['an answer that is lost', 'lose the answer', null],
  ])('loses nothing and doubles nothing through %s', async (_, trouble, status) => {
    const { analytics, front, id, errors } = await connect([trouble]);
    track(analytics, 'kept');
    await analytics.closeAndFlush();
    expect(errors).toEqual([]);
    expect(front.seen.map((request) => request.status)).toEqual([status, 200]);
    expect(front.seen.map(({ headers }) => headers['x-retry-count'])).toEqual([undefined, '1']);
    const events = await storedEvents(id, 1);
    expect(events.map(({ name }) => name)).toEqual(['kept']);
    for (const event of events) expectTimeFormula(event);
  });

  it('waits as long as 429 and Retry-After say and then delivers', async () => {
    const { analytics, front, names, errors } = await connect([{ status: 429, headers: { 'retry-after': '1' } }]);
    const before = Date.now();
    track(analytics, 'later');
    await analytics.closeAndFlush();
    expect(Date.now() - before).toBeGreaterThanOrEqual(1000);
    expect(front.seen.map(({ status }) => status)).toEqual([429, 200]);
    expect(await names(1)).toEqual(['later']);
    expect(errors).toEqual([]);
  });

  it('gives an event up at once when we answer 400, and the caller hears of it', async () => {
    const { analytics, front, errors } = await connect([], { writeKey: 'short' });
    track(analytics, 'refused');
    await analytics.closeAndFlush();
    expect(front.seen.map(({ status }) => status)).toEqual([400]);
    expect(errors).toEqual(['[400] Bad Request']);
  });

  it('has an event over 32 KB recorded as too large while its neighbours are stored', async () => {
    const { analytics, id, errors } = await connect();
    track(analytics, 'small');
    track(analytics, 'big', { text: 'x'.repeat(40_000) });
    track(analytics, 'small too');
    await analytics.closeAndFlush();
    expect(errors).toEqual([]);
    expect((await storedEvents(id, 3)).map(({ name, reason }) => [name, reason])).toEqual([
      ['small', null],
      ['big', 'message_too_large'],
      ['small too', null],
    ]);
  });

  it('refuses by itself what its own count finds over 32 KB', async () => {
    const { analytics, errors, names } = await connect();
    track(analytics, 'small');
    track(analytics, 'big', { text: 'ü'.repeat(40_000) });
    await analytics.closeAndFlush();
    expect(errors).toEqual(['Event exceeds maximum event size of 32 KB']);
    expect(await names(1)).toEqual(['small']);
  });

  it('can send gzip through its httpClient', async () => {
    const httpClient = (url: string, { headers, body, method }: HTTPFetchRequest) =>
      fetch(url, { method, headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipSync(body) });
    const { analytics, front, names, errors } = await connect([], { httpClient });
    for (let n = 0; n < 3; n += 1) track(analytics, `zipped ${n}`, { text: 'ü'.repeat(500) });
    await analytics.closeAndFlush();
    expect(front.seen[0]?.body.subarray(0, 2).toString('hex')).toBe('1f8b');
    expect(await names(3)).toEqual(['zipped 0', 'zipped 1', 'zipped 2']);
    expect(errors).toEqual([]);
  });
});

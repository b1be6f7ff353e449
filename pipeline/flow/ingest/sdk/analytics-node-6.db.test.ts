import Analytics from 'analytics-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSource, aWorkspace } from '@/testing/factories';
import { startIngestServer, type IngestServer } from '@/testing/ingest-server';
import { storedEvents } from '@/testing/sdk/stored-events';
import { expectTimeFormula } from '@/testing/sdk/time-formula';
import { startUnreliableFront, type Trouble, type UnreliableFront } from '@/testing/sdk/unreliable-front';

describe('the older Node SDK, analytics-node 6', () => {
  let server: IngestServer;
  const fronts: UnreliableFront[] = [];
  beforeAll(async () => {
    server = await startIngestServer();
  });
  afterAll(async () => {
    await Promise.all(fronts.map((front) => front.close()));
    await server.close();
  });

  /** The SDK sends its first event at once; the test's own follow in batches. */
  async function connect(troubles: Trouble[] = [], flushAt = 20) {
    const front = await startUnreliableFront(server.url, troubles);
    fronts.push(front);
    const { id, writeKey } = await aSource((await aWorkspace()).workspace.id);
    const analytics = new Analytics(writeKey, { host: `${front.url}/`, flushAt, flushInterval: 60_000 });
    const sent = (call: (done: (error?: Error) => void) => void) =>
      new Promise<void>((resolve, reject) => call((error) => (error ? reject(error) : resolve())));
    return { analytics, front, id, writeKey, sent };
  }

  it('has all six calls in the log with their options, by axios and Basic auth', async () => {
    const { analytics, front, id, writeKey, sent } = await connect();
    const timestamp = new Date('2026-11-01T10:00:00.123Z');
    const context = { ip: '198.51.100.7', library: { name: 'mine', version: '9' } };
    const integrations = { All: false, Mixpanel: true };
    const common = { timestamp, context, integrations };
    const last = sent((done) => {
      analytics
        .identify({ userId: 42, traits: { plan: 'pro' }, messageId: 'm-identify', ...common })
        .track({ userId: 'u1', event: 'Order Completed', properties: { revenue: 25 }, messageId: 'm-track', ...common })
        .page({ userId: 'u1', name: 'Home', category: 'Site', messageId: 'm-page', ...common })
        .screen({ anonymousId: 'a1', name: 'Cart', messageId: 'm-screen', ...common })
        .group({ userId: 'u1', groupId: 'g1', traits: { employees: 7 }, messageId: 'm-group', ...common })
        .alias({ userId: 'u1', previousId: 'a1', messageId: 'm-alias', ...common }, done);
    });
    await analytics.flush();
    await last;
    const events = new Map((await storedEvents(id, 6)).map((event) => [event.message_id, event]));
    const own = {
      identify: { userId: '42', traits: { plan: 'pro' } },
      track: { userId: 'u1', event: 'Order Completed', properties: { revenue: 25 } },
      page: { userId: 'u1', name: 'Home', category: 'Site' },
      screen: { anonymousId: 'a1', name: 'Cart' },
      group: { userId: 'u1', groupId: 'g1', traits: { employees: 7 } },
      alias: { userId: 'u1', previousId: 'a1' },
    };
    expect(events.size).toBe(6);
    for (const [type, call] of Object.entries(own)) {
      const event = events.get(`m-${type}`);
      const { timestamp: _t, sentAt: _s, receivedAt: _r, ...payload } = event?.payload ?? { context: {} };
      expect(payload).toEqual({
        ...call,
        type,
        messageId: `m-${type}`,
        originalTimestamp: timestamp.toISOString(),
        context,
        integrations,
        channel: 'server',
        version: 2,
        _metadata: { nodeVersion: process.versions.node },
      });
      if (event) expectTimeFormula(event);
    }
    expect(front.seen.map(({ path, status }) => [path, status])).toEqual(Array(2).fill(['/v1/batch', 200]));
    expect(front.seen[0]?.headers).toMatchObject({
      'user-agent': 'analytics-node/6.2.0',
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
    });
  });

  it('gives ids and times of its own', async () => {
    const { analytics, id, sent } = await connect();
    await sent((done) => analytics.track({ userId: 'u1', event: 'A' }, done));
    const [event] = await storedEvents(id, 1);
    expect(event?.message_id).toMatch(/^node-[0-9a-f]{32}-[0-9a-f-]{36}$/);
    expect(event?.payload.context).toEqual({ library: { name: 'analytics-node', version: '6.2.0' } });
    if (event) expectTimeFormula(event);
  });

  it.concurrent.each<[string, Trouble, number | null]>([
    ['503', { status: 503 }, 503],
    ['429', { status: 429, headers: { 'retry-after': '1' } }, 429],
    ['a lost answer', 'lose the answer', null],
  ])('retries after %s and is stored once', async (_, trouble, status) => {
    const { analytics, front, id, sent } = await connect([trouble]);
    await sent((done) => analytics.track({ userId: 'u1', event: 'kept' }, done));
    expect(front.seen.map((request) => request.status)).toEqual([status, 200]);
    expect((await storedEvents(id, 1)).map(({ name }) => name)).toEqual(['kept']);
  });

  it('hears of a 400 and does not retry', async () => {
    const { front } = await connect();
    const heard: string[] = [];
    const errorHandler = (error: Error) => void heard.push(error.message);
    const analytics = new Analytics('short', { host: front.url, errorHandler });
    const failure = await new Promise<Error | undefined>((resolve) => {
      analytics.track({ userId: 'u1', event: 'A' }, resolve);
    });
    expect(failure?.message).toBe('Request failed with status code 400');
    expect(heard).toEqual(['Request failed with status code 400']);
    expect(front.seen.map(({ status }) => status)).toEqual([400]);
  });
});
